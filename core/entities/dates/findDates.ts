/**
 * Finds dates in a text and determines their value in EDTF (ISO 8601-2). Weekdays and months without a year
 * are counted from the day of publication. If that is unknown, they get no value: dates are never guessed.
 */

import { existsInCalendar, weekdayNames } from '../../dates/calendar.ts';
import { daysAfter } from '../../dates/interval.ts';
import type { Passage } from '../passages.ts';
import { lowerWordAt, type Token } from '../token.ts';
import { dateFromDay, dateFromMonth } from './calendarDates.ts';
import { dateTokens, isMonthName, numberOfMonth, twoDigits } from './dateParts.ts';
import { type FoundDate, foundDate, type Published, type Tokens } from './foundDate.ts';
import { namedDay } from './namedDays.ts';
import { periodAt } from './periods.ts';
import { direction } from './sentenceTense.ts';
import { weekdayDate, weekdayRange } from './weekdays.ts';
import { fullYear, isYearAt } from './years.ts';

/** Days from publication. */
const relativeDays = new Map(
  Object.entries({ yesterday: -1, today: 0, tonight: 0, tomorrow: 1 }).flatMap(([word, offset]) => [
    [word, offset],
    [word.charAt(0).toUpperCase() + word.slice(1), offset],
  ]),
);

/**
 * The dates of the passages, in text order.
 * @param published YYYY-MM-DD, or `undefined` if it is unknown
 */
export function findDates(text: string, passages: readonly Passage[], published: Published): FoundDate[] {
  const found: FoundDate[] = [];
  for (const passage of passages) {
    const tokens = dateTokens(passage.tokens);
    for (let i = 0; i < tokens.length; ) {
      const date = dateAt(text, tokens, i, published);
      if (date === undefined) i++;
      else {
        found.push(date);
        while (i < tokens.length && (tokens[i]?.start ?? 0) < date.end) i++;
      }
    }
  }
  return found;
}

function dateAt(text: string, tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined) return undefined;
  const period = periodAt(tokens, i, published);
  if (period !== undefined) return period;
  if (token.kind === 'number')
    return dateInDigits(text, token) ?? dateFromDay(tokens, i, published) ?? yearAlone(tokens, i);
  if (token.kind !== 'word') return undefined;
  const relative = relativeDate(tokens, i, published) ?? namedDay(tokens, i, published);
  if (relative !== undefined || !token.capital) return relative;
  const weekday = weekdayNames.indexOf(token.text);
  if (weekday >= 0)
    return weekdayRange(tokens, i, weekday, published) ?? weekdayDate(tokens, i, weekday, published);
  return isMonthName(token.text) ? dateFromMonth(tokens, i, published) : undefined;
}

/** "2021-05-03", "03-May-2021", "03-May-21". */
function dateInDigits(text: string, { start }: Token): FoundDate | undefined {
  const part = text.slice(start, start + 12);
  const match = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(part);
  if (match !== null) return digitsDate(start, match[0], match.slice(1).map(Number));
  const named = /^(\d{1,2})-([A-Z][a-z]{2})-((?:19|20)?\d{2})(?!\d)/.exec(part);
  if (named === null || !isMonthName(named[2] ?? '')) return undefined;
  const year = fullYear(named[3] ?? '');
  return digitsDate(start, named[0], [Number(year), numberOfMonth(named[2] ?? ''), Number(named[1])]);
}

function digitsDate(
  start: number,
  written: string,
  [year = 0, month = 0, day = 0]: number[],
): FoundDate | undefined {
  if (!existsInCalendar(year, month, day)) return undefined;
  const value = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return { start, end: start + written.length, value, reason: 'written out', confidence: 0.99 };
}

function yearAlone(tokens: Tokens, i: number): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined || !isYearAt(tokens, i)) return undefined;
  return foundDate(token, token, token.text, 'written out', 0.85);
}

/** "yesterday", "tomorrow". With a capital within a sentence ("USA Today") the word is part of a name. */
function relativeDate(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined || (token.capital && !token.opensSentence)) return undefined;
  const offset = relativeDays.get(token.text);
  if (offset === undefined) return undefined;
  // "Today, a million people speak it": these days.
  if (token.text === 'Today' && direction(tokens, i) === undefined)
    return foundDate(token, token, undefined, 'these days, or the day of publication', 0.8);
  // "A year ago today".
  if (tokens[i - 1]?.text === 'ago')
    return foundDate(token, token, undefined, 'of another week, month or year', 0.8);
  const beside = besideDay(tokens, i);
  const first = beside === 0 ? token : (tokens[i - 2] ?? token);
  const value = published && daysAfter(published, offset + beside);
  return foundDate(first, token, value, 'counted from the day of publication', 0.9);
}

/** -1 in "the day before yesterday", 1 in "the day after tomorrow", else 0. */
function besideDay(tokens: Tokens, i: number): number {
  if (lowerWordAt(tokens, i - 2) !== 'day') return 0;
  return { before: -1, after: 1 }[tokens[i - 1]?.text ?? ''] ?? 0;
}
