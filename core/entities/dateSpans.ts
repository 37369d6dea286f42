/**
 * Stretches of time in words: «last week», «two days ago», «3 to 5 May», «between 2015 and 2019», «the 1990s», «spring 2020». Values are EDTF
 * (ISO 8601-2): intervals with a slash, `199X` for a decade, 21 to 24 for the seasons, `~` for what is about so long ago.
 */

import { daysAfter } from '../dates/interval.ts';
import { isDay, monthNumber } from '../dates/moment.ts';
import { monthNames } from './data/words.ts';
import type { FoundDate } from './foundDate.ts';
import type { Token } from './token.ts';

const unknown = 'no day of publication to count from';
const numbers = [
  'a',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const seasons = new Map(Object.entries({ spring: 21, summer: 22, autumn: 23, fall: 23, winter: 24 }));
const shifts = new Map(Object.entries({ last: -1, this: 0, next: 1 }));
const dashes = /^[-–—‐‑]$/;

/** Words that such a stretch may begin with; numbers apart. */
const leads = new Set(
  [...numbers, ...seasons.keys(), ...shifts.keys()]
    .flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)])
    .concat(monthNames.flatMap((name) => [name, name.slice(0, 3), `${name.slice(0, 3)}.`])),
);

/** @param published YYYY-MM-DD, or `undefined` where it is unknown: then what is counted from it has no value */
export function spanAt(
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined || (token.kind !== 'number' && !leads.has(token.text))) return undefined;
  return (
    unitAt(tokens, i, published) ??
    ago(tokens, i, published) ??
    years(tokens, i) ??
    days(tokens, i, published) ??
    decade(tokens[i]) ??
    season(tokens, i)
  );
}

/** «last week», «this month», «next year». */
function unitAt(tokens: readonly Token[], i: number, published: string | undefined): FoundDate | undefined {
  const [token, unit] = [tokens[i], tokens[i + 1]];
  const shift = shifts.get(token?.text.toLowerCase() ?? '');
  if (
    token === undefined ||
    shift === undefined ||
    !unit?.joined ||
    !/^(?:week|weekend|month|year)$/.test(unit.text)
  )
    return undefined;
  if (published === undefined) return found(token, unit, undefined, unknown, 0.8);
  return found(
    token,
    unit,
    unitFrom(unit.text, shift, published),
    `the ${token.text.toLowerCase()} one, counted from publication`,
    0.85,
  );
}

function unitFrom(unit: string, shift: number, published: string): string {
  const [year, month] = [Number(published.slice(0, 4)), Number(published.slice(5, 7))];
  if (unit === 'year') return String(year + shift);
  if (unit === 'month') return monthFrom(year, month + shift);
  const monday = daysAfter(published, 7 * shift - ((weekdayOf(published) + 6) % 7));
  return unit === 'week'
    ? `${monday}/${daysAfter(monday, 6)}`
    : `${daysAfter(monday, 5)}/${daysAfter(monday, 6)}`;
}

/** «two days ago», «a week ago»: to the day where days are counted, else about. */
function ago(tokens: readonly Token[], i: number, published: string | undefined): FoundDate | undefined {
  const [token, unit, word] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  const match = /^(day|week|month|year)s?$/.exec(unit?.text ?? '');
  if (token === undefined || match === null || !unit?.joined || word?.text !== 'ago' || !word.joined)
    return undefined;
  const count = /^\d{1,3}$/.test(token.text)
    ? Number(token.text)
    : Math.max(numbers.indexOf(token.text.toLowerCase()), token.text === 'a' ? 1 : 0);
  if (count <= 0) return undefined;
  if (published === undefined) return found(token, word, undefined, unknown, 0.8);
  return found(token, word, before(match[1] ?? '', count, published), 'counted back from publication', 0.85);
}

function before(unit: string, count: number, published: string): string {
  const [year, month] = [Number(published.slice(0, 4)), Number(published.slice(5, 7))];
  if (unit === 'day') return daysAfter(published, -count);
  if (unit === 'week') return `${daysAfter(published, -7 * count)}~`;
  return unit === 'month'
    ? `${monthFrom(year, month - count)}~`
    : `${String(year - count).padStart(4, '0')}~`;
}

/** «2015-2019», «from 2015 to 2019», «between 2015 and 2019». */
function years(tokens: readonly Token[], i: number): FoundDate | undefined {
  const [lead, from, link, to] = [tokens[i - 1]?.text.toLowerCase(), tokens[i], tokens[i + 1], tokens[i + 2]];
  if (
    from === undefined ||
    to === undefined ||
    !isYear(from.text) ||
    !isYear(to.text) ||
    from.text >= to.text
  )
    return undefined;
  const linked =
    (lead === 'from' && /^(?:to|until|through)$/.test(link?.text ?? '')) ||
    (lead === 'between' && link?.text === 'and');
  if (!linked && !dashes.test(link?.text ?? '')) return undefined;
  return found(from, to, `${from.text}/${to.text}`, 'written out', 0.9);
}

/** «3-5 May», «from 3 to 5 May 2021», «May 3–5». */
function days(tokens: readonly Token[], i: number, published: string | undefined): FoundDate | undefined {
  const monthFirst = isMonth(tokens[i]?.text ?? '');
  const [from, link, to] = tokens.slice(monthFirst ? i + 1 : i, monthFirst ? i + 4 : i + 3);
  const month = monthFirst ? tokens[i] : tokens[i + 3];
  if (from === undefined || to === undefined || month === undefined || !isMonth(month.text)) return undefined;
  if (!dashes.test(link?.text ?? '') && !/^(?:to|and|until)$/.test(link?.text ?? '')) return undefined;
  const last = monthFirst ? to : month;
  const at = tokens.indexOf(last, i);
  const comma = tokens[at + 1]?.text === ',' ? 2 : 1;
  const year = isYear(tokens[at + comma]?.text ?? '') ? tokens[at + comma] : undefined;
  const [first, second] = [dayNumber(from.text), dayNumber(to.text)];
  const number = Number(monthNumber(month.text.replace('.', '')));
  const of = year?.text ?? (published && yearNearest(published, number, first ?? 0));
  if (
    first === undefined ||
    second === undefined ||
    first >= second ||
    !isDay(Number(of ?? 2020), number, second)
  )
    return undefined;
  const value = of && `${of}-${two(number)}-${two(first)}/${of}-${two(number)}-${two(second)}`;
  const reason =
    year === undefined ? (value === undefined ? unknown : 'the year nearest to publication') : 'written out';
  return found(monthFirst ? month : from, year ?? last, value, reason, 0.9);
}

/** «the 1990s». */
function decade(token: Token | undefined): FoundDate | undefined {
  const match = /^(1[5-9]\d|20\d)0s$/.exec(token?.text ?? '');
  return match === null || token === undefined
    ? undefined
    : found(token, token, `${match[1]}X`, 'a decade', 0.95);
}

/** «spring 2020», «the summer of 2019». */
function season(tokens: readonly Token[], i: number): FoundDate | undefined {
  const [token, next] = [tokens[i], tokens[i + 1]];
  const number = seasons.get(token?.text.toLowerCase() ?? '');
  const year = next?.text === 'of' ? tokens[i + 2] : next;
  if (token === undefined || number === undefined || !year?.joined || !isYear(year.text)) return undefined;
  return found(token, year, `${year.text}-${number}`, 'a season', 0.95);
}

function isMonth(word: string): boolean {
  return monthNames.includes(word) || monthNames.some((name) => word.replace('.', '') === name.slice(0, 3));
}

function isYear(word: string): boolean {
  return /^(?:1[5-9]|20)\d\d$/.test(word);
}

function dayNumber(word: string): number | undefined {
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1] ?? 0);
  return day >= 1 && day <= 31 ? day : undefined;
}

/** The year in which the day lies nearest to publication. */
function yearNearest(published: string, month: number, day: number): string {
  const year = Number(published.slice(0, 4));
  const distance = (one: number) => Math.abs(Date.UTC(one, month - 1, day) - Date.parse(published));
  return String([year - 1, year, year + 1].sort((a, b) => distance(a) - distance(b))[0]);
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** `month` may lie outside 1 to 12. */
function monthFrom(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 7);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function found(
  from: Token,
  to: Token,
  value: string | undefined,
  reason: string,
  confidence: number,
): FoundDate {
  return { start: from.start, end: to.end, ...(value === undefined ? {} : { value }), reason, confidence };
}
