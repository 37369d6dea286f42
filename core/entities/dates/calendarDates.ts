/** Dates with a month: "3 May", "May 3, 2021", "June 2019", "in June". */

import { dayMilliseconds, existsInCalendar, monthNames } from '../../dates/calendar.ts';
import { wordSet } from '../../text/wordSet.ts';
import { lowerWordAt, type Token, wordAt } from '../token.ts';
import { dayNumber, isMonthName, numberOfMonth, shiftOf, twoDigits } from './dateParts.ts';
import { type FoundDate, foundDate, type Published, type Tokens } from './foundDate.ts';
import { type Direction, direction, looksAhead } from './sentenceTense.ts';
import { fullYear, isYear } from './years.ts';

/** A month without a day or year counts only after one of these words: "May" is also a verb and a surname. */
const beforeMonth = wordSet`
  in since until by last next this early late mid during from through before after of
`;

/** "3 May", "3rd May 2021": the date that begins with the day at token `i`. */
export function dateFromDay(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  // "the 24th of October": a number without an ending counts something else there ("ten of May's men").
  const of = tokens[i + 1]?.text === 'of' && /\D$/.test(wordAt(tokens, i)) ? 1 : 0;
  const [token, month] = [tokens[i], tokens[i + 1 + of]];
  if (token === undefined || !month?.adjacent || !isMonthName(month.text)) return undefined;
  const written = { day: dayNumber(token.text), month: month.text, end: i + 2 + of };
  return dayOfMonth(tokens, i, written, published);
}

/** "May 3", "May 3, 2021", "May 2021", "in May": the date that begins with the month at token `i`. */
export function dateFromMonth(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const [token, next] = [tokens[i], tokens[i + 1]];
  if (token === undefined) return undefined;
  const day = next?.adjacent ? dayNumber(next.text) : undefined;
  if (next !== undefined && day !== undefined) {
    if (isInName(tokens, i, i + 2)) return undefined;
    return dayOfMonth(tokens, i, { day, month: token.text, end: i + 2 }, published);
  }
  const year = yearAfter(tokens, i + 1, published);
  // "In May, 2000 people" counts; "in July, 2002." is a year.
  const counts = next?.text === ',' && tokens[i + 3]?.adjacent === true && tokens[i + 3]?.kind === 'word';
  if (year !== undefined && !counts) {
    const value = `${year.year}-${twoDigits(numberOfMonth(token.text))}`;
    return foundDate(token, year.last, value, year.reason, 0.97);
  }
  return monthAlone(tokens, i, published);
}

export const nearestYearReason = 'the year nearest to publication, by tense';

interface TextYear {
  /** The token that the date ends with. */
  last: Token;
  year: string;
  reason: string;
}

/** The year at token `at`: "2021", ", 2021", "of 2021", "'71", "of '71", "last year", "of next year". */
function yearAfter(tokens: Tokens, at: number, published: Published): TextYear | undefined {
  const reason = 'written out';
  const skipped = /^(?:,|of)$/.test(wordAt(tokens, at)) ? 1 : 0;
  const [token, next] = [tokens[at + skipped], tokens[at + skipped + 1]];
  if (token !== undefined && isYear(token.text) && (skipped === 1 || token.adjacent))
    return { last: token, year: token.text, reason };
  const short = /^['’]$/.test(token?.text ?? '') && next?.adjacent === true && /^\d\d$/.test(next.text);
  if (short && next !== undefined) return { last: next, year: fullYear(next.text), reason };
  const [month, shift] = [tokens[at - 1], shiftOf(tokens, at + skipped, 'year')];
  if (month === undefined || shift === undefined || published === undefined) return undefined;
  // "Last year" is a date of its own.
  const year = String(Number(published.slice(0, 4)) + shift);
  return { last: month, year, reason: 'counted from the day of publication' };
}

/**
 * The year of the beginning of a range, which ends before token `at`, by the year at its end: "January 23 -
 * March 9 2014". A range from December to January begins in the year before.
 */
function yearOfRange(tokens: Tokens, at: number, month: string, published: Published): string | undefined {
  if (!/^(?:[-–—]|to|until|through)$/.test(wordAt(tokens, at))) return undefined;
  const end = [tokens[at + 1], tokens[at + 2]].map((token) => token?.text ?? '');
  const last = end.find(isMonthName);
  const year = yearAfter(tokens, at + 3, published)?.year;
  if (last === undefined || year === undefined || !end.some(dayNumber)) return undefined;
  return numberOfMonth(month) > numberOfMonth(last) ? String(Number(year) - 1) : year;
}

/** "the September 11 Commission": the date from token `from` to `to` (exclusive) is part of a name. */
function isInName(tokens: Tokens, from: number, to: number): boolean {
  const after = tokens[to];
  return /^(?:the|a)$/i.test(wordAt(tokens, from - 1)) && after?.adjacent === true && after.capital;
}

function monthAlone(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined || !monthNames.includes(token.text) || tokens[i + 1]?.capital) return undefined;
  const before = lowerWordAt(tokens, i - 1);
  if (!beforeMonth.has(before)) return undefined;
  const ahead = before === 'next' || (before !== 'last' && looksAhead(tokens, i));
  const value = published && nearestMonth(published, numberOfMonth(token.text), ahead);
  return foundDate(token, token, value, 'the month nearest to publication, by tense', 0.8);
}

/** @param written what stands from token `at` to `end` (exclusive), the month as a word; a year may follow */
export function dayOfMonth(
  tokens: Tokens,
  at: number,
  written: { day: number | undefined; month: string; end: number },
  published: Published,
): FoundDate | undefined {
  const { day, end } = written;
  const [first, last] = [tokens[at], tokens[end - 1]];
  const month = numberOfMonth(written.month);
  const told = yearAfter(tokens, end, published);
  const year = told?.year ?? yearOfRange(tokens, end, written.month, published);
  // 2020 stands in for an unknown year, because 29 February may be meant.
  if (first === undefined || last === undefined || day === undefined) return undefined;
  if (!existsInCalendar(Number(year ?? 2020), month, day)) return undefined;
  if (year !== undefined) {
    const value = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
    return foundDate(first, told?.last ?? last, value, told?.reason ?? 'written out', 0.98);
  }
  const value = published && nearestDay(published, month, day, direction(tokens, at));
  return foundDate(first, last, value, nearestYearReason, 0.9);
}

/** In days. Of what is past, a day that is farther ahead is not meant, even if it is the nearest. */
const nearby = 60;

/**
 * The day of the month in the year in which it is nearest to publication, in ISO 8601.
 * @param towards where the sentence looks, if that is known
 */
export function nearestDay(
  published: string,
  month: number,
  day: number,
  towards?: Direction,
): string | undefined {
  const year = Number(published.slice(0, 4));
  const days = [year - 1, year, year + 1]
    .filter((each) => existsInCalendar(each, month, day))
    .map((each) => `${each}-${twoDigits(month)}-${twoDigits(day)}`)
    .map((value) => ({ value, distance: (Date.parse(value) - Date.parse(published)) / dayMilliseconds }))
    .sort((a, b) => Math.abs(a.distance) - Math.abs(b.distance));
  const isMeant = ({ distance }: { distance: number }) => distance <= nearby || towards !== 'back';
  return (days.find(isMeant) ?? days[0])?.value;
}

function nearestMonth(published: string, month: number, ahead: boolean): string {
  const [year, current] = [Number(published.slice(0, 4)), Number(published.slice(5, 7))];
  const shift = ahead && month < current ? 1 : !ahead && month > current ? -1 : 0;
  return `${year + shift}-${twoDigits(month)}`;
}
