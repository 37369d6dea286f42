/** One person under two forms of the given name in one document: "Dave Collins" and "David Collins". */
import { areFormsOfOneName } from '../data/givenNameForms.ts';
import { givenNameOf } from '../personName.ts';
import type { CountedName } from './slips.ts';

/** If more people have a surname, none is compared with the others, so that time stays linear. */
const mostOfSurname = 20;

/**
 * The full names that are another form of one that the document has more often, or before, each with that
 * one.
 * @param people in the order in which the document names them
 */
export function findGivenNameVariants(people: readonly CountedName[]): Map<string, string> {
  const variants = new Map<string, string>();
  const full = people.filter(({ key }) => key.includes(' '));
  for (const its of Map.groupBy(full, ({ key }) => key.slice(key.indexOf(' '))).values()) {
    if (its.length < 2 || its.length > mostOfSurname) continue;
    const byCount = its.toSorted((a, b) => b.count - a.count);
    byCount.forEach(({ key }, i) => {
      const alike = byCount
        .slice(0, i)
        .filter((other) => areOnes(key, other.key) && !variants.has(other.key));
      const [only, ...others] = alike;
      if (only !== undefined && others.length === 0) variants.set(key, only.key);
    });
  }
  return variants;
}

const areOnes = (one: string, other: string): boolean =>
  areFormsOfOneName(givenNameOf(one), givenNameOf(other));
