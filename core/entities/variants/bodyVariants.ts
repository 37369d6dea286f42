/**
 * One organisation under two forms of its name in one document: "Institute for Fiscal Studies" and "Institute
 * of Fiscal Studies", "Disaster Emergency Committee" and "Disasters Emergency Committee". A word more may be
 * another body: the Women's Football Association.
 */
import type { CountedName } from './slips.ts';

/** Words that a name has or leaves out, as a trust of the health service "NHS". */
const small = new Set(['of', 'for', 'the', 'and', 'in', 'to', 'nhs']);

/** The names that are another form of one that the document has more often, or of a fuller one, with it. */
export function findBodyVariants(bodies: readonly CountedName[]): Map<string, string> {
  const variants = new Map<string, string>();
  const full = bodies.filter(({ key }) => key.includes(' '));
  for (const its of Map.groupBy(full, ({ key }) => wordsOf(key)).values()) {
    const [most, ...others] = its.toSorted((a, b) => b.count - a.count || b.key.length - a.key.length);
    for (const { key } of others) variants.set(key, most?.key ?? key);
  }
  return variants;
}

/**
 * The words that tell names apart, without a plural's ending. A last word keeps it: "Velmar Polaroids" are
 * what somebody called Velmar took, and Velmar is short for no body.
 */
const wordsOf = (key: string): string =>
  key
    .split(' ')
    .filter((word) => !small.has(word))
    .map((word, i, { length }) => (i + 1 < length ? word.replace(/(?<=\p{L}{3})s$/u, '') : word))
    .join(' ');
