/**
 * Surnames misspelt in the usual ways: two neighbouring letters swapped (Barrioneuvo), a letter doubled or
 * not (Rodick). In one document of the BBC news corpus, two such spellings were one person's each time (11 of
 * 11).
 */
import { lastWord } from '../slug.ts';

/** In letters: shorter names that differ so little are often two people's. */
const shortest = 6;

/** If more names have the same letters, none is compared with the others, so that time stays linear. */
const mostAlike = 20;

/** A person's name in a document. */
export interface CountedName {
  /** The folded name. */
  key: string;
  /** How often the document has it. */
  count: number;
}

/**
 * The misspelt surnames of a document by themselves, each with the one full name that it is a slip of, or
 * else with the one surname that is there more often.
 */
export function findSlips(people: readonly CountedName[]): Map<string, string> {
  const slips = new Map<string, string>();
  const byLetters = Map.groupBy(people, ({ key }) => lettersOf(lastWord(key)));
  for (const { key, count } of people) {
    if (key.includes(' ') || !isLongEnough(key)) continue;
    const near = byLetters.get(lettersOf(key)) ?? [];
    if (near.length > mostAlike) continue;
    if (near.some((other) => other.key.endsWith(` ${key}`))) continue; // somebody has this surname
    const alike = near.filter((other) => isSlip(key, lastWord(other.key)));
    const full = alike.filter((other) => other.key.includes(' '));
    const [only, ...others] = full.length > 0 ? full : alike.filter((other) => other.count > count);
    if (only !== undefined && others.length === 0) slips.set(key, only.key);
  }
  return slips;
}

/** Whether a folded surname is so long that another one that differs so little is hardly another person's. */
export const isLongEnough = (surname: string): boolean => surname.length >= shortest;

const single = (word: string): string => word.replaceAll(/(.)\1/gu, '$1');

/** The same for all slips of a word. */
export const lettersOf = (word: string): string => [...single(word)].sort().join('');

/** Whether one folded word may be the other, misspelt. */
export function isSlip(one: string, other: string): boolean {
  if (one === other) return false;
  if (single(one) === single(other)) return true;
  const at = [...one].findIndex((letter, i) => letter !== other[i]);
  return `${one.slice(0, at)}${one[at + 1] ?? ''}${one[at] ?? ''}${one.slice(at + 2)}` === other;
}
