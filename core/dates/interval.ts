/** Days, weeks and months of the calendar, named by the day that they begin with (YYYY-MM-DD). A week begins on Monday, as ISO 8601 has it. */

export const intervals = ['day', 'week', 'month'] as const;
export type Interval = (typeof intervals)[number];

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The first day of the day, week or month that a day lies in. */
export function beginningOf(interval: Interval, day: string): string {
  if (interval === 'month') return `${day.slice(0, 7)}-01`;
  return interval === 'day' ? day : daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
}

/** The beginning of the one after. */
export function following(interval: Interval, beginning: string): string {
  return interval === 'month'
    ? beginningOf('month', daysAfter(beginning, 31))
    : daysAfter(beginning, interval === 'week' ? 7 : 1);
}

export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);
}
