/**
 * Date ranges with a whole day or an exact moment at each end, and tests whether a document's dates are
 * within one.
 */
import type { Moment } from '../document/record.ts';
import { dayMilliseconds, isDay, undated } from './calendar.ts';
import { dayOf } from './interval.ts';

/** One end of a range. */
export interface DateBound {
  /** YYYY-MM-DD; the day in UTC if `moment` is set. */
  day: string;
  /** Milliseconds since 1970; set if the bound is a moment rather than a whole day. */
  moment?: number;
}

/** Milliseconds since 1970: the moment, or the beginning of the day in UTC. */
export function startOfBound({ day, moment }: DateBound): number {
  return moment ?? Date.parse(day);
}

export interface DateRange {
  from?: DateBound;
  to?: DateBound;
}

/** Days (YYYY-MM-DD), both included. */
export interface DayRange {
  from?: string | undefined;
  to?: string | undefined;
}

/** The same without an open end. */
export interface ClosedDayRange {
  from: string;
  to: string;
}

const lastDay = Date.parse('9999-12-31');

const rfc3339 =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/**
 * Parses a day or an RFC 3339 time in the years 1 to 9999. `undefined` for anything else, 30 February
 * included.
 */
export function parseBound(text: string): DateBound | undefined {
  const parts = rfc3339.exec(text);
  const day = parts?.[1];
  if (day === undefined || !isDay(day)) return undefined;
  if (parts?.[2] === undefined) return { day };
  const moment = Date.parse(text.toUpperCase());
  const utc = Number.isFinite(moment) && moment < lastDay + dayMilliseconds ? dayOf(moment) : undefined;
  return utc === undefined || !isDay(utc) ? undefined : { day: utc, moment };
}

/**
 * The days under which documents in the range are listed. Lists use the printed local day, which can be one
 * day away from the day in UTC, so a bound that is a moment is extended by a day.
 */
export function listedDays({ from, to }: DateRange): { from?: string; to?: string } {
  const shifted = ({ day, moment }: DateBound, days: number) =>
    moment === undefined ? day : shift(day, days);
  return { ...(from && { from: shifted(from, -1) }), ...(to && { to: shifted(to, 1) }) };
}

/** The first and the last day of a range. Only a range without both ends has the undated documents too. */
export function endsOf({ from, to }: DayRange): { from: string; to: string } {
  const first = to === undefined ? undated : '0001-01-01';
  return { from: from ?? first, to: to ?? '9999-12-31' };
}

function shift(day: string, days: number): string {
  const time = Math.min(
    Math.max(Date.parse(day) + days * dayMilliseconds, Date.parse('0001-01-01')),
    lastDay,
  );
  return dayOf(time);
}

/**
 * Whether the document may have been published within the range. A date known to the day covers that whole
 * day; a time without a zone counts as UTC.
 */
export function publishedWithin(published: Moment | undefined, { from, to }: DateRange): boolean {
  if (from === undefined && to === undefined) return true;
  if (published === undefined || published.value.length < 10) return false;
  const day = published.value.slice(0, 10);
  const { start, end } = momentSpan(published);
  const after = from === undefined || (from.moment === undefined ? day >= from.day : end > from.moment);
  return after && (to === undefined || (to.moment === undefined ? day <= to.day : start <= to.moment));
}

/** From the moment's first millisecond to the one after its last, since 1970. */
export function momentSpan({ value, precision }: Moment): { start: number; end: number } {
  if (value.length === 10) return { start: Date.parse(value), end: Date.parse(value) + dayMilliseconds };
  const start = toMilliseconds(value);
  return { start, end: start + (precision === 'second' ? 1000 : 60_000) };
}

/** Milliseconds since 1970 of a date or time; without a zone it counts as UTC. */
export function toMilliseconds(value: string): number {
  return Date.parse(value.length === 10 || /(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`);
}

/** Whether an exact time is within the range. @param time RFC 3339 */
export function timeWithin(time: string, { from, to }: DateRange): boolean {
  const moment = Date.parse(time);
  const after = from === undefined || moment >= startOfBound(from);
  return (
    after &&
    (to === undefined ||
      (to.moment === undefined ? moment < Date.parse(to.day) + dayMilliseconds : moment <= to.moment))
  );
}
