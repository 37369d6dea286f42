/** Decides which numbers in a text are years. */

import { wordSet } from '../../text/wordSet.ts';
import { determiners } from '../data/words.ts';
import { lowerWordAt, wordAt } from '../token.ts';
import type { Tokens } from './foundDate.ts';

const beforeYear = wordSet`in since until by before during early late mid through from of after to`;
/** Words that continue the sentence after a year. Any other word may be what the number counts. */
const afterYear = wordSet`
  and to until when where as but after before by with for because he she it they the a
`;
const listSeparators = new Set([',', 'and', 'or']);
/** How many years of a list to read back from the current one. */
const maxListedYears = 8;

/** Whether the word looks like a year from 1500 to 2099. */
export function isYear(word: string): boolean {
  return /^(?:1[5-9]|20)\d\d$/.test(word);
}

/** "'29" is 2029, "'30" is 1930. */
const lastShortYear = 29;

/** The year that two digits stand for: "71" and "05". Four stay as they are. */
export function fullYear(digits: string): string {
  return digits.length === 2 ? `${Number(digits) > lastShortYear ? 19 : 20}${digits}` : digits;
}

/** Whether token `i` is a year. A lone number is one only if the words around it show it. */
export function isYearAt(tokens: Tokens, i: number): boolean {
  return (
    isYear(wordAt(tokens, i)) &&
    (followsPreposition(tokens, i) || describesNoun(tokens, i) || isInBrackets(tokens, i))
  );
}

/** "since 2019", and each year of "in 2009, 2010 and 2011"; not "in 2019 seconds" or "by 2000%". */
function followsPreposition(tokens: Tokens, i: number): boolean {
  const [token, after] = [tokens[i], tokens[i + 1]];
  const before = lowerWordAt(tokens, startOfYearList(tokens, i) - 1);
  if (!token?.adjacent || !beforeYear.has(before)) return false;
  const counts = after?.adjacent === true && after.kind === 'word' && !afterYear.has(after.text);
  return !counts && after?.text !== '-' && after?.text !== '%';
}

/** The index at which the list of years begins that token `i` belongs to. */
function startOfYearList(tokens: Tokens, i: number): number {
  let first = i;
  for (let n = 0; n < maxListedYears; n++) {
    if (!listSeparators.has(wordAt(tokens, first - 1)) || !isYear(wordAt(tokens, first - 2))) break;
    first -= 2;
  }
  return first;
}

/** "the 2012 elections", "a 2011 report"; not "the 1500 metres", "the 2000 men". */
function describesNoun(tokens: Tokens, i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (!determiners.has(before?.text.toLowerCase() ?? '')) return false;
  if (after?.adjacent !== true || after.kind !== 'word') return false;
  return /^(?:19|20)(?!00)\d\d$/.test(token?.text ?? '');
}

/** "the treaty (1842)". */
function isInBrackets(tokens: Tokens, i: number): boolean {
  return tokens[i - 1]?.text === '(' && tokens[i + 1]?.text === ')';
}
