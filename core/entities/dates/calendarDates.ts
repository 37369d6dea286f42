/** Dates with a month: "3 May", "May 3, 2021", "June 2019", "in June". */
import { existsInCalendar } from '../../dates/calendar.ts';
import { monthNames } from '../data/words.ts';
import type { Token } from '../token.ts';
import { dayNumber, isMonthName, numberOfMonth, twoDigits } from './dateParts.ts';
import { type FoundDate, foundDate } from './foundDate.ts';
import { looksAhead } from './sentenceTense.ts';
import { isYear } from './years.ts';

/** A month without a day or year counts only after one of these words: "May" is also a verb and a surname. */
const beforeMonth = new Set(
  'in since until by last next this early late mid during from through before after of'.split(' '),
);

/** "3 May", "3rd May 2021": the date that begins with the day at token `i`. */
export function dateFromDay(
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const [token, month, after] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  if (token === undefined || !month?.adjacent || !isMonthName(month.text)) return undefined;
  const year = after?.adjacent && isYear(after.text) ? after : undefined;
  return dayOfMonth(token, year ?? month, dayNumber(token.text), month.text, year?.text, published);
}

/** "May 3", "May 3, 2021", "May 2021", "in May": the date that begins with the month at token `i`. */
export function dateFromMonth(
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const [token, next] = [tokens[i], tokens[i + 1]];
  if (token === undefined) return undefined;
  const day = next?.adjacent ? dayNumber(next.text) : undefined;
  if (next !== undefined && day !== undefined) {
    const year = yearAfter(tokens, i + 2);
    return dayOfMonth(token, year ?? next, day, token.text, year?.text, published);
  }
  if (next?.adjacent && isYear(next.text)) {
    const value = `${next.text}-${twoDigits(numberOfMonth(token.text))}`;
    return foundDate(token, next, value, 'written out', 0.97);
  }
  return monthAlone(tokens, i, published);
}

/** The year at token `at`, with or without a comma before it. */
function yearAfter(tokens: readonly Token[], at: number): Token | undefined {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.text === ',' && next !== undefined && isYear(next.text)) return next;
  return token?.adjacent && isYear(token.text) ? token : undefined;
}

function monthAlone(
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined || !monthNames.includes(token.text) || tokens[i + 1]?.capital) return undefined;
  if (!beforeMonth.has(tokens[i - 1]?.text.toLowerCase() ?? '')) return undefined;
  const value = published && nearestMonth(published, numberOfMonth(token.text), looksAhead(tokens, i));
  return foundDate(token, token, value, 'the month nearest to publication, by tense', 0.8);
}

function dayOfMonth(
  first: Token,
  last: Token,
  day: number | undefined,
  monthName: string,
  year: string | undefined,
  published: string | undefined,
): FoundDate | undefined {
  const month = numberOfMonth(monthName);
  // 2020 stands in for an unknown year, because 29 February may be meant.
  if (day === undefined || !existsInCalendar(Number(year ?? 2020), month, day)) return undefined;
  if (year !== undefined) {
    const value = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
    return foundDate(first, last, value, 'written out', 0.98);
  }
  const value = published && nearestDay(published, month, day);
  return foundDate(first, last, value, 'the year nearest to publication', 0.9);
}

function nearestDay(published: string, month: number, day: number): string | undefined {
  const year = Number(published.slice(0, 4));
  const from = Date.parse(published);
  const days = [year - 1, year, year + 1]
    .filter((each) => existsInCalendar(each, month, day))
    .map((each) => `${each}-${twoDigits(month)}-${twoDigits(day)}`);
  return days.sort((a, b) => Math.abs(Date.parse(a) - from) - Math.abs(Date.parse(b) - from))[0];
}

function nearestMonth(published: string, month: number, ahead: boolean): string {
  const [year, current] = [Number(published.slice(0, 4)), Number(published.slice(5, 7))];
  const shift = ahead && month < current ? 1 : !ahead && month > current ? -1 : 0;
  return `${year + shift}-${twoDigits(month)}`;
}
