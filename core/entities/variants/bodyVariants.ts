/**
 * One organisation under two forms of its name in one document: "Institute for Fiscal Studies" and "Institute
 * of Fiscal Studies", "Powys Health Board" and "Powys Local Health Board".
 */
import { organizationHeads } from '../data/organizations.ts';
import { fold } from '../slug.ts';
import type { CountedName } from './slips.ts';

const small = new Set(['of', 'for', 'the', 'and', 'in', 'to']);
const heads = new Set([...organizationHeads].map(fold));
/** In words: longer names lose none. */
const longestName = 8;
/** In words, of a name that has lost one: "Velmar Bank" is another than "Velmar and Orsk Bank". */
const leastShort = 3;
/** In letters, of a last word that is cut: "Pharma". */
const leastCut = 4;

/**
 * The names that are another form of one that the document has more often, or that is fuller, each with that
 * one.
 * @param bodies the organisations, in the order in which the document names them
 */
export function findBodyVariants(bodies: readonly CountedName[]): Map<string, string> {
  const variants = new Map<string, string>();
  const full = bodies.filter(({ key }) => key.includes(' '));
  const byWords = Map.groupBy(full, ({ key }) => wordsOf(key).join(' '));
  for (const its of byWords.values()) {
    const [most, ...others] = its.toSorted((a, b) => b.count - a.count);
    for (const { key } of others) variants.set(key, most?.key ?? key);
  }
  for (const [one, other] of [...withoutOneWord(byWords), ...withCutLastWord(byWords)])
    if (!variants.has(one) && variants.get(other) !== one) variants.set(one, variants.get(other) ?? other);
  return variants;
}

type ByWords = ReadonlyMap<string, readonly CountedName[]>;

const wordsOf = (key: string): string[] =>
  key
    .split(' ')
    .filter((word) => !small.has(word))
    .map((word) => word.replace(/(?<=\p{L}{3})s$/u, ''));

/** Names with a word less than the one other that has all of its words. */
function withoutOneWord(byWords: ByWords): [string, string][] {
  const fuller = new Map<string, Set<string>>();
  for (const [words, [name]] of byWords) {
    const parts = words.split(' ');
    if (parts.length <= leastShort || parts.length > longestName || !heads.has(lastOf(name))) continue;
    for (let at = 1; at < parts.length - 1; at++) {
      const short = parts.toSpliced(at, 1).join(' ');
      if (byWords.has(short)) fuller.set(short, (fuller.get(short) ?? new Set()).add(name?.key ?? ''));
    }
  }
  return [...fuller].flatMap(([short, [only = '', ...others]]) =>
    others.length > 0 ? [] : (byWords.get(short) ?? []).map(({ key }): [string, string] => [key, only]),
  );
}

const lastOf = (name: CountedName | undefined): string => name?.key.split(' ').at(-1) ?? '';

/** "GW Pharma" beside "GW Pharmaceuticals": in their order, a name stands directly before what begins so. */
function withCutLastWord(byWords: ByWords): [string, string][] {
  const keys = [...byWords.values()].flatMap(([name]) => name?.key ?? []).sort();
  return keys.flatMap((key, i): [string, string][] => {
    const next = keys[i + 1] ?? '';
    const isCut = next.startsWith(key) && /^\p{L}+$/u.test(next.slice(key.length));
    return isCut && key.slice(key.lastIndexOf(' ') + 1).length >= leastCut ? [[key, next]] : [];
  });
}
