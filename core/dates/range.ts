/** Ranges of time: a whole day or an exact moment at each end, and what of a document's dates lies within. */
import type { Moment } from '../document/record.ts';

/** One end of a range. */
export interface Bound {
  /** YYYY-MM-DD; of a moment, its day in UTC. */
  day: string;
  /** Milliseconds since 1970, where a moment was named and not a whole day. */
  moment?: number;
}

export interface Range {
  from?: Bound;
  to?: Bound;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
const lastDay = Date.parse('9999-12-31');

/** A day, or a time as RFC 3339 has it, in the years 1 to 9999. `undefined` for anything else, 30 February included. */
export function boundOf(text: string): Bound | undefined {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(
      text,
    );
  const day = parts?.[1];
  if (day === undefined || !isDay(day)) return undefined;
  if (parts?.[2] === undefined) return { day };
  const moment = Date.parse(text.toUpperCase());
  const utc =
    Number.isFinite(moment) && moment < lastDay + dayMilliseconds
      ? new Date(moment).toISOString().slice(0, 10)
      : undefined;
  return utc === undefined || !isDay(utc) ? undefined : { day: utc, moment };
}

/** Is it a day of the calendar, in the years 1 to 9999? */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001-01-01') return false;
  const time = Date.parse(text);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/**
 * The days under which documents of the range are listed. Lists go by the day as it was printed, which is up to a day away from the one
 * in UTC, so a moment needs a day more at its end.
 */
export function listedDays({ from, to }: Range): { from?: string; to?: string } {
  const shifted = ({ day, moment }: Bound, days: number) => (moment === undefined ? day : shift(day, days));
  return { ...(from && { from: shifted(from, -1) }), ...(to && { to: shifted(to, 1) }) };
}

function shift(day: string, days: number): string {
  const time = Math.min(
    Math.max(Date.parse(day) + days * dayMilliseconds, Date.parse('0001-01-01')),
    lastDay,
  );
  return new Date(time).toISOString().slice(0, 10);
}

/** Could it have been published within the range? A date known to the day counts for all of that day; without a zone it is taken as UTC. */
export function publishedWithin(published: Moment | undefined, { from, to }: Range): boolean {
  if (from === undefined && to === undefined) return true;
  if (published === undefined || published.value.length < 10) return false;
  const day = published.value.slice(0, 10);
  const { start, end } = span(published);
  const after = from === undefined || (from.moment === undefined ? day >= from.day : end > from.moment);
  return after && (to === undefined || (to.moment === undefined ? day <= to.day : start <= to.moment));
}

/** From its first millisecond to the one after its last. */
export function span({ value, precision }: Moment): { start: number; end: number } {
  if (value.length === 10) return { start: Date.parse(value), end: Date.parse(value) + dayMilliseconds };
  const start = momentOf(value);
  return { start, end: start + (precision === 'second' ? 1000 : 60_000) };
}

/** Milliseconds since 1970 of a date or time; one without a zone is taken as UTC. */
export function momentOf(value: string): number {
  return Date.parse(value.length === 10 || /(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`);
}

/** @param time RFC 3339 */
export function timeWithin(time: string, { from, to }: Range): boolean {
  const moment = Date.parse(time);
  const after = from === undefined || moment >= (from.moment ?? Date.parse(from.day));
  return (
    after &&
    (to === undefined ||
      (to.moment === undefined ? moment < Date.parse(to.day) + dayMilliseconds : moment <= to.moment))
  );
}
