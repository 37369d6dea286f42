/** Days of the week, counted from the day of publication: "on Sunday", "last Monday", "Saturday 1 May". */

import { weekdayNames } from '../../dates/calendar.ts';
import { daysAfter, daysSinceMonday } from '../../dates/interval.ts';
import { wordSet } from '../../text/wordSet.ts';
import { lowerWordAt, wordAt } from '../token.ts';
import { dateFromDay, dateFromMonth } from './calendarDates.ts';
import { dayNumber, isMonthName, shiftOf, weekdayOf } from './dateParts.ts';
import { type FoundDate, foundDate, type Published, type Tokens, unknownPublication } from './foundDate.ts';
import { direction, looksAhead } from './sentenceTense.ts';

/**
 * The date that begins with the weekday at token `i`.
 * @param weekday 0 for Sunday
 * @param published YYYY-MM-DD
 */
export function weekdayDate(
  tokens: Tokens,
  i: number,
  weekday: number,
  published: Published,
): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined) return undefined;
  const date = calendarDateAfter(tokens, i, published);
  if (date !== undefined) return { ...date, start: token.start };
  if (isPartOfName(tokens, i)) return undefined;
  if (isOfAnotherWeek(tokens, i))
    return foundDate(token, token, undefined, 'of a week that the text does not tell', 0.8);
  if (published === undefined) return foundDate(token, token, undefined, unknownPublication, 0.8);
  const found = (offset: number, reason: string, confidence: number) =>
    foundDate(token, token, daysAfter(published, offset), reason, confidence);
  const ofWeek = dayOfWeek(tokens, i, weekday, published);
  if (ofWeek !== undefined) return ofWeek;
  const back = (weekdayOf(published) - weekday + 7) % 7;
  const before = lowerWordAt(tokens, i - 1);
  if (before === 'last') return found(back === 0 ? -7 : -back, 'the one before publication', 0.9);
  if (before === 'next') return found(7 - back, 'the one after publication', 0.85);
  // "A week on Friday".
  if (before === 'on' && isOneWeek(tokens, i - 2))
    return found(7 + ((7 - back) % 7), 'a week after the next one', 0.85);
  return looksAhead(tokens, i)
    ? found((7 - back) % 7, 'the next one: the sentence looks ahead', 0.8)
    : found(-back, 'the last one: the sentence looks back', 0.8);
}

/** Before "from Monday to Friday", what gets another day. */
const moved = wordSet`moved switched changed postponed shifted swapped rescheduled deferred brought around`;

/** Whether "a week" or "one week" ends at token `at`. */
const isOneWeek = (tokens: Tokens, at: number): boolean =>
  wordAt(tokens, at) === 'week' && /^(?:an?|one)$/.test(lowerWordAt(tokens, at - 1));

/**
 * "From Monday to Friday", "between Monday and Wednesday": the next such days, or the last, by the tense.
 * "is open from Monday to Friday" is so every week, and "moved from Monday to Friday" names two days.
 * @param weekday of the first day, which is token `i`; 0 for Sunday
 */
export function weekdayRange(
  tokens: Tokens,
  i: number,
  weekday: number,
  published: Published,
): FoundDate | undefined {
  const [first, last] = [tokens[i], tokens[i + 2]];
  const link = `${lowerWordAt(tokens, i - 1)} ${wordAt(tokens, i + 1)}`;
  const end = weekdayNames.indexOf(last?.text ?? '');
  if (first === undefined || last === undefined || end < 0 || weekday === end) return undefined;
  if (!/^(?:from (?:to|until|through)|between and)$/.test(link)) return undefined;
  if ([2, 3].some((n) => moved.has(lowerWordAt(tokens, i - n)))) return undefined;
  if (published === undefined) return foundDate(first, last, undefined, unknownPublication, 0.8);
  const days = (end - weekday + 7) % 7;
  const found = (until: string, reason: string) =>
    foundDate(first, last, `${daysAfter(until, -days)}/${until}`, reason, 0.8);
  const ofWeek = dayOfWeek(tokens, i + 2, end, published);
  if (ofWeek?.value !== undefined) return found(ofWeek.value, ofWeek.reason);
  const today = weekdayOf(published);
  const way = direction(tokens, i);
  if (way === 'ahead') {
    const until = daysAfter(published, ((weekday - today + 7) % 7) + days);
    return found(until, 'the next days: the sentence looks ahead');
  }
  return way === 'back'
    ? found(daysAfter(published, -((today - end + 7) % 7)), 'the last days: the sentence looks back')
    : foundDate(first, last, undefined, 'of a week that the text does not tell', 0.8);
}

/** "[Wednesday] last week", "[Monday] of next week". Weeks begin on Monday. */
function dayOfWeek(tokens: Tokens, i: number, weekday: number, published: string): FoundDate | undefined {
  const at = tokens[i + 1]?.text === 'of' ? i + 2 : i + 1;
  const [token, shift] = [tokens[i], shiftOf(tokens, at, 'week')];
  if (token === undefined || shift === undefined) return undefined;
  const offset = 7 * shift + ((weekday + 6) % 7) - daysSinceMonday(published);
  return foundDate(token, token, daysAfter(published, offset), 'counted from the day of publication', 0.9);
}

/** "Monday 3 May", "Monday, May 3, 2021": the calendar date that follows the weekday. */
function calendarDateAfter(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const at = tokens[i + 1]?.text === ',' ? i + 2 : i + 1;
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return dateFromDay(tokens, at, published);
  return isMonthName(token.text) && dayNumber(wordAt(tokens, at + 1)) !== undefined
    ? dateFromMonth(tokens, at, published)
    : undefined;
}

/** Before a weekday, of a day of the year: "Easter Sunday", "Bloody Sunday". */
const namedDays = wordSet`Easter Good Palm Ash Maundy Holy Whit Shrove Black Bloody Super Cyber Giving`;

/** A weekday as a part of a name is not a day: "the Sunday Telegraph", "Friday the 13th", "Good Friday". */
function isPartOfName(tokens: Tokens, i: number): boolean {
  const [next, number] = [tokens[i + 1], tokens[i + 2]];
  if (tokens[i]?.adjacent && namedDays.has(wordAt(tokens, i - 1))) return true;
  if (next?.text === 'the' && number?.kind === 'number') return true;
  const before = lowerWordAt(tokens, i - 1);
  return (
    next?.adjacent === true &&
    next.capital &&
    !beforeWeekday.has(before) &&
    !tokens[i]?.opensSentence &&
    !partsOfDay.test(next.text)
  );
}

/** Words after which a weekday is a day even before a name: "on Sunday Mr Blair said". */
const beforeWeekday = wordSet`on last next this until since from before after late early and or`;
const partsOfDay = /^(?:Morning|Afternoon|Evening|Night)$/;
/** "the Saturday of the festival", "the middle Saturday"; not "the last Saturday". */
const ordinals = /^(?:first|second|third|fourth|middle|following|previous|final|opening|closing|same)$/;

/** A weekday of a week that the text names otherwise, or of every week ("ITV's Saturday show"). */
function isOfAnotherWeek(tokens: Tokens, i: number): boolean {
  const [before, token] = [tokens[i - 1], tokens[i]];
  const word = before?.text.toLowerCase() ?? '';
  if (/^(?:the|a|every|each|most)$/.test(word)) return true;
  // "Two weeks ago on Sunday".
  if (word === 'on' && wordAt(tokens, i - 2) === 'ago') return true;
  if (ordinals.test(word) && lowerWordAt(tokens, i - 2) === 'the') return true;
  // The tokeniser leaves a gap where it strips a possessive's ending.
  const afterPossessive =
    before?.kind === 'word' && before.capital && (token?.start ?? 0) - before.end === "'s ".length;
  return afterPossessive && token?.adjacent === false;
}
