/**
 * The kind of spelling of each word, which the network reads beside its pieces.
 * `training/teacher/corpus.py` does the same, and a test compares the two.
 */
import type { Passage } from '../passages.ts';

/** Added where every word has a capital, and where a sentence opens. */
const inTitle = 20;
const opensSentence = 10;

/** A number from 1 to 29 for each token of the passage. */
export function spellingsOf({ tokens, titleCase }: Passage): number[] {
  return tokens.map(
    ({ text, opensSentence: opens }) => shapeOf(text) + (titleCase ? inTitle : opens ? opensSentence : 0),
  );
}

const digit = /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]/u;
const digits = /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u;
const letter = /^\p{L}/u;

/**
 * 1 a number, 2 a number with more, 3 a sign; words: 4 lower case, 5 one capital, 6 capitals, 7 capitalised,
 * 8 a capital first and others later, 9 any other.
 */
export function shapeOf(word: string): number {
  if (digit.test(word)) return digits.test(word) ? 1 : 2;
  if (!letter.test(word)) return 3;
  if (isLower(word)) return 4;
  const [first = '', ...others] = word;
  if (isUpper(word)) return others.length === 0 ? 5 : 6;
  if (!/\p{Uppercase}/u.test(first)) return 9;
  return isLower(others.join('')) ? 7 : 8;
}

function isLower(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);
}

function isUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
}
