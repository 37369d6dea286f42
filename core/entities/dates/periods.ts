/**
 * Periods in words: "last week", "two days ago", "3 to 5 May", "between 2015 and 2019", "the 1990s",
 * "spring 2020". Values are EDTF (ISO 8601-2): intervals with a slash, `199X` for a decade, 21 to 24 for the
 * seasons, and `~` for an approximate date.
 */

import { existsInCalendar } from '../../dates/calendar.ts';
import { daysAfter, daysSinceMonday } from '../../dates/interval.ts';
import { wordList, wordSet } from '../../text/wordSet.ts';
import { lowerWordAt, type Token, wordAt } from '../token.ts';
import { nearestDay } from './calendarDates.ts';
import { dayNumber, isMonthName, numberOfMonth, shifts, twoDigits } from './dateParts.ts';
import { type FoundDate, foundDate, type Published, type Tokens, unknownPublication } from './foundDate.ts';
import { direction } from './sentenceTense.ts';
import { isYear } from './years.ts';

/** By value: `a` is 0 here, and 1 before a unit. */
const numberWords = wordList`a one two three four five six seven eight nine ten eleven twelve`;
const seasons = new Map(Object.entries({ spring: 21, summer: 22, autumn: 23, fall: 23, winter: 24 }));
const dashes = /^[-–—‐‑]$/;

/** What a year and the next one are of. */
const yearly = wordSet`season seasons campaign budget school academic financial fiscal tax`;
/** Before a decade whose "s" has a sign. */
const ofDecade = new Set(['the', 'early', 'mid', 'late']);

/** The words that a period may begin with; a number or a month may begin one too. */
const firstWords = new Set(
  [...numberWords, ...seasons.keys(), ...shifts.keys()].flatMap((word) => [
    word,
    word.charAt(0).toUpperCase() + word.slice(1),
  ]),
);

/**
 * The period that begins at token `i`.
 * @param published YYYY-MM-DD; if it is `undefined`, relative periods have no value
 */
export function periodAt(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined) return undefined;
  if (token.kind !== 'number' && !firstWords.has(token.text) && !isMonthName(token.text)) return undefined;
  return (
    relativeUnit(tokens, i, published) ??
    timeAgo(tokens, i, published) ??
    yearRange(tokens, i) ??
    seasonOfYears(tokens, i) ??
    dayRange(tokens, i, published) ??
    decade(tokens, i) ??
    season(tokens, i)
  );
}

/** "last week", "this month", "next year"; "the last week of January" is not counted from publication. */
function relativeUnit(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const [token, unit] = [tokens[i], tokens[i + 1]];
  const word = lowerWordAt(tokens, i);
  const shift = shifts.get(word);
  if (token === undefined || shift === undefined || !unit?.adjacent) return undefined;
  if (!/^(?:week|weekend|month|year|spring|summer|autumn)$/.test(unit.text)) return undefined;
  if (lowerWordAt(tokens, i - 1) === 'the' && wordAt(tokens, i + 2) === 'of') return undefined;
  if (published === undefined) return foundDate(token, unit, undefined, unknownPublication, 0.8);
  const value = seasons.has(unit.text)
    ? shiftedSeason(unit.text, shift, published)
    : shiftedUnit(unit.text, weekendShift(tokens, i, unit.text, shift, published), published);
  const which = shift === 0 ? 'the one of that day' : `the ${word} one`;
  return foundDate(token, unit, value, `${which}, counted from publication`, 0.85);
}

/** Early in the week, "this weekend" of a sentence that looks back is the one before. */
function weekendShift(tokens: Tokens, i: number, unit: string, shift: number, published: string): number {
  const early = daysSinceMonday(published) < 3;
  return unit === 'weekend' && shift === 0 && early && direction(tokens, i) === 'back' ? -1 : shift;
}

/**
 * The season before, after or of the day of publication. A winter is of two years, so it gets no value.
 */
function shiftedSeason(unit: string, shift: number, published: string): string {
  const { year, month } = yearAndMonth(published);
  const number = seasons.get(unit) ?? 0;
  // Spring begins in March, and each season lasts three months.
  const begins = 3 * (number - 20);
  if (shift < 0) return `${month > begins + 2 ? year : year - 1}-${number}`;
  return `${shift > 0 && month >= begins ? year + 1 : year}-${number}`;
}

/** Weeks begin on Monday. */
function shiftedUnit(unit: string, shift: number, published: string): string {
  const { year, month } = yearAndMonth(published);
  if (unit === 'year') return String(year + shift);
  if (unit === 'month') return yearMonth(year, month + shift);
  const monday = daysAfter(published, 7 * shift - daysSinceMonday(published));
  return unit === 'week'
    ? `${monday}/${daysAfter(monday, 6)}`
    : `${daysAfter(monday, 5)}/${daysAfter(monday, 6)}`;
}

/** "two days ago", "a week ago". Days are exact; longer units are approximate. */
function timeAgo(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const [token, unit, ago] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  const match = /^(day|week|month|year)s?$/.exec(wordAt(tokens, i + 1));
  if (token === undefined || match === null || !unit?.adjacent || ago?.text !== 'ago' || !ago.adjacent)
    return undefined;
  const count = /^\d{1,3}$/.test(token.text)
    ? Number(token.text)
    : Math.max(numberWords.indexOf(token.text.toLowerCase()), token.text === 'a' ? 1 : 0);
  if (count <= 0) return undefined;
  if (published === undefined) return foundDate(token, ago, undefined, unknownPublication, 0.8);
  const value = unitsBefore(match[1] ?? '', count, published);
  return foundDate(token, ago, value, 'counted back from publication', 0.85);
}

function unitsBefore(unit: string, count: number, published: string): string {
  const { year, month } = yearAndMonth(published);
  if (unit === 'day') return daysAfter(published, -count);
  if (unit === 'week') return `${daysAfter(published, -7 * count)}~`;
  if (unit === 'month') return `${yearMonth(year, month - count)}~`;
  return `${String(year - count).padStart(4, '0')}~`;
}

/** "2015-2019", "from 2015 to 2019", "between 2015 and 2019". */
function yearRange(tokens: Tokens, i: number): FoundDate | undefined {
  const [from, to] = [tokens[i], tokens[i + 2]];
  if (from === undefined || to === undefined) return undefined;
  if (!isYear(from.text) || !isYear(to.text) || from.text >= to.text) return undefined;
  const [before, link] = [lowerWordAt(tokens, i - 1), wordAt(tokens, i + 1)];
  const isLinked =
    dashes.test(link) ||
    (before === 'from' && /^(?:to|until|through)$/.test(link)) ||
    (before === 'between' && link === 'and');
  if (!isLinked) return undefined;
  return foundDate(from, to, `${from.text}/${to.text}`, 'written out', 0.9);
}

/** "2004/05", "the 2010-11 season": a year and the next one. "2010-11" alone may be a month. */
function seasonOfYears(tokens: Tokens, i: number): FoundDate | undefined {
  const [from, to] = [tokens[i], tokens[i + 2]];
  const [link, behind] = [wordAt(tokens, i + 1), wordAt(tokens, i + 3)];
  if (from === undefined || to === undefined || !isYear(from.text)) return undefined;
  const isDash = dashes.test(link);
  const isLinked = (isDash || link === '/') && to.start === from.end + 1;
  const next = String(Number(from.text) + 1);
  if (!isLinked || next.slice(2) !== to.text || /^[-/]$/.test(behind)) return undefined;
  const isMonth = isDash && Number(to.text) <= 12 && !yearly.has(behind);
  return isMonth ? undefined : foundDate(from, to, `${from.text}/${next}`, 'written out', 0.9);
}

/** "3-5 May", "from 3 to 5 May 2021", "May 3–5". */
function dayRange(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const monthFirst = isMonthName(wordAt(tokens, i));
  const at = monthFirst ? i + 1 : i;
  const [from, to] = [tokens[at], tokens[at + 2]];
  const month = monthFirst ? tokens[i] : tokens[i + 3];
  if (from === undefined || to === undefined || month === undefined || !isMonthName(month.text))
    return undefined;
  const link = wordAt(tokens, at + 1);
  if (!dashes.test(link) && !/^(?:to|and|until)$/.test(link)) return undefined;
  const [firstDay, lastDay] = [dayNumber(from.text), dayNumber(to.text)];
  if (firstDay === undefined || lastDay === undefined || firstDay >= lastDay) return undefined;
  const last = monthFirst ? to : month;
  const year = yearBehind(tokens, i + 3);
  const number = numberOfMonth(month.text);
  const yearNumber = year?.text ?? (published && nearestDay(published, number, firstDay)?.slice(0, 4));
  if (!existsInCalendar(Number(yearNumber ?? 2020), number, lastDay)) return undefined;
  const ofDay = (day: number) => `${yearNumber}-${twoDigits(number)}-${twoDigits(day)}`;
  const value = yearNumber && `${ofDay(firstDay)}/${ofDay(lastDay)}`;
  const inferred = value === undefined ? unknownPublication : 'the year nearest to publication';
  const reason = year === undefined ? inferred : 'written out';
  return foundDate(monthFirst ? month : from, year ?? last, value, reason, 0.9);
}

/** The year behind token `at`, with or without a comma between them. */
function yearBehind(tokens: Tokens, at: number): Token | undefined {
  const yearAt = tokens[at + 1]?.text === ',' ? at + 2 : at + 1;
  return isYear(wordAt(tokens, yearAt)) ? tokens[yearAt] : undefined;
}

/** "the 1990s", "the late 1990's", "the '90s". */
function decade(tokens: Tokens, i: number): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined || token.kind !== 'number') return undefined;
  const [sign, ending] = [tokens[i - 1], tokens[i + 2]];
  const found = (first: Token, last: Token, digits = '') =>
    foundDate(first, last, `${digits}X`, 'a decade', 0.95);
  const written = /^(1[5-9]\d|20\d)0(s?)$/.exec(token.text);
  if (written?.[2] === 's') return found(token, token, written[1]);
  // "The 1990's hit" may be of one year, but hardly with "the".
  const isOwner = /^['’]$/.test(wordAt(tokens, i + 1)) && ending?.text === 's' && ending.adjacent;
  if (written !== null && isOwner && ofDecade.has(wordAt(tokens, i - 1)))
    return found(token, ending, written[1]);
  const short = /^([3-9])0s$/.exec(token.text);
  const isShort =
    /^['’‘]$/.test(wordAt(tokens, i - 1)) && token.adjacent && ofDecade.has(wordAt(tokens, i - 2));
  return short !== null && isShort && sign !== undefined ? found(sign, token, `19${short[1]}`) : undefined;
}

/** "spring 2020", "the summer of 2019". */
function season(tokens: Tokens, i: number): FoundDate | undefined {
  const [token, next] = [tokens[i], tokens[i + 1]];
  const number = seasons.get(lowerWordAt(tokens, i));
  const year = next?.text === 'of' ? tokens[i + 2] : next;
  if (token === undefined || number === undefined || !year?.adjacent || !isYear(year.text)) return undefined;
  return foundDate(token, year, `${year.text}-${number}`, 'a season', 0.95);
}

/** @param day YYYY-MM-DD */
const yearAndMonth = (day: string): { year: number; month: number } => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
});

/** YYYY-MM. `month` may be below 1 or above 12. */
function yearMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 7);
}
