/** The days whose documents are evidence for whom a short name means in a document of one day. */
import { undated } from '../dates/calendar.ts';
import { daysAfter, nextInterval, startOfInterval } from '../dates/interval.ts';
import type { ClosedDayRange } from '../dates/range.ts';

/**
 * The day's month and those beside it. One day is in the other's range if and only if that one is in its own.
 */
export function evidenceDays(day: string): ClosedDayRange {
  if (day === undated) return { from: undated, to: undated };
  const own = startOfInterval('month', day);
  return {
    from: startOfInterval('month', daysAfter(own, -1)),
    to: daysAfter(nextInterval('month', nextInterval('month', own)), -1),
  };
}

/**
 * The week and the day before a day, the evidence where too many documents of the months have the short name.
 * Later documents are no evidence there, so that news of today change nothing that was decided yesterday.
 */
export function daysBefore(day: string): ClosedDayRange[] {
  if (day === undated) return [];
  const to = daysAfter(day, -1);
  return [
    { from: daysAfter(day, -7), to },
    { from: to, to },
  ];
}
