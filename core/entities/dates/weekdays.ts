/** Days of the week, counted from the day of publication: "on Sunday", "last Monday", "Saturday 1 May". */
import { daysAfter } from '../../dates/interval.ts';
import type { Token } from '../token.ts';
import { dateFromDay, dateFromMonth } from './calendarDates.ts';
import { dayNumber, isMonthName, weekdayOf } from './dateParts.ts';
import { type FoundDate, foundDate, unknownPublication } from './foundDate.ts';
import { looksAhead } from './sentenceTense.ts';

/**
 * The date that begins with the weekday at token `i`.
 * @param weekday 0 for Sunday
 * @param published YYYY-MM-DD
 */
export function weekdayDate(
  tokens: readonly Token[],
  i: number,
  weekday: number,
  published: string | undefined,
): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined) return undefined;
  const date = calendarDateAfter(tokens, i, published);
  if (date !== undefined) return { ...date, start: token.start };
  if (published === undefined) return foundDate(token, token, undefined, unknownPublication, 0.8);
  const found = (offset: number, reason: string, confidence: number) =>
    foundDate(token, token, daysAfter(published, offset), reason, confidence);
  const back = (weekdayOf(published) - weekday + 7) % 7;
  const before = tokens[i - 1]?.text;
  if (before === 'last') return found(back === 0 ? -7 : -back, 'the one before publication', 0.9);
  if (before === 'next') return found(7 - back, 'the one after publication', 0.85);
  return looksAhead(tokens, i)
    ? found((7 - back) % 7, 'the next one: the sentence looks ahead', 0.8)
    : found(-back, 'the last one: the sentence looks back', 0.8);
}

/** "Monday 3 May", "Monday, May 3, 2021": the calendar date that follows the weekday. */
function calendarDateAfter(
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const at = tokens[i + 1]?.text === ',' ? i + 2 : i + 1;
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return dateFromDay(tokens, at, published);
  return isMonthName(token.text) && dayNumber(tokens[at + 1]?.text ?? '') !== undefined
    ? dateFromMonth(tokens, at, published)
    : undefined;
}
