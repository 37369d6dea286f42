/** Which numbers in a text are years. */
import type { Token } from './token.ts';

const beforeYear = new Set([
  'in',
  'since',
  'until',
  'by',
  'before',
  'during',
  'early',
  'late',
  'mid',
  'through',
  'from',
  'of',
  'after',
  'to',
]);
const beforeThings = new Set('the a an this its his her their'.split(' '));
const listing = new Set([',', 'and', 'or']);
/** Of a list of years, so many are read. */
const mostYears = 8;

export function isYear(word: string): boolean {
  return /^(?:1[5-9]|20)\d\d$/.test(word);
}

/** What a number counts is no year; these words go on after one. */
const afterYear = new Set(
  'and to until when where as but after before by with for because he she it they the a'.split(' '),
);

/** A number alone is a year only beside what tells it. */
export function isYearAt(tokens: readonly Token[], i: number): boolean {
  return (
    isYear(tokens[i]?.text ?? '') &&
    (isAfterWord(tokens, i) || isOfThings(tokens, i) || isInBrackets(tokens, i))
  );
}

/** «since 2019», «in 2009, 2010 and 2011»: behind such a word, or behind others that are, and before nothing that it could count. */
function isAfterWord(tokens: readonly Token[], i: number): boolean {
  const [token, after] = [tokens[i], tokens[i + 1]];
  if (!token?.joined || !beforeYear.has(tokens[firstOfYears(tokens, i) - 1]?.text.toLowerCase() ?? ''))
    return false;
  const counts = after?.joined === true && after.kind === 'word' && !afterYear.has(after.text);
  return !counts && after?.text !== '-' && after?.text !== '%';
}

/** Where the list of years begins that token `i` is in. */
function firstOfYears(tokens: readonly Token[], i: number): number {
  let first = i;
  for (
    let n = 0;
    n < mostYears && listing.has(tokens[first - 1]?.text ?? '') && isYear(tokens[first - 2]?.text ?? '');
    n++
  )
    first -= 2;
  return first;
}

/** «the 2012 elections», «a 2011 report»; not «the 1500 metres», «the 2000 men». */
function isOfThings(tokens: readonly Token[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (!beforeThings.has(before?.text.toLowerCase() ?? '') || after?.joined !== true || after.kind !== 'word')
    return false;
  return /^(?:19|20)(?!00)\d\d$/.test(token?.text ?? '');
}

/** «the treaty (1842)». */
function isInBrackets(tokens: readonly Token[], i: number): boolean {
  return tokens[i - 1]?.text === '(' && tokens[i + 1]?.text === ')';
}
