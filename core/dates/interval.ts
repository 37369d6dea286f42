/**
 * Calendar days, weeks and months, named by their first day (YYYY-MM-DD). Weeks begin on Monday, as in ISO
 * 8601.
 */

import { dayMilliseconds } from './calendar.ts';

export const intervals = ['day', 'week', 'month'] as const;
export type Interval = (typeof intervals)[number];

/** The first day of the interval that contains the day. */
export function startOfInterval(interval: Interval, day: string): string {
  if (interval === 'month') return `${day.slice(0, 7)}-01`;
  return interval === 'day' ? day : daysAfter(day, -daysSinceMonday(day));
}

/** 0 on a Monday, 6 on a Sunday. */
export function daysSinceMonday(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** The first day of the interval after the one that begins on `start`. */
export function nextInterval(interval: Interval, start: string): string {
  return interval === 'month'
    ? startOfInterval('month', daysAfter(start, 31))
    : daysAfter(start, interval === 'week' ? 7 : 1);
}

/** The day (YYYY-MM-DD) in UTC at a time in milliseconds since 1970. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The day (YYYY-MM-DD) that many days later; negative for earlier. */
export function daysAfter(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * dayMilliseconds);
}
