/** Counts by day, put into bins of equal kind that fit a chart. */

export interface Dated {
  /** `2021-05-03`, or `2021-05` for a month. */
  date: string;
  documents: number;
}

export interface Bin {
  /** Its first and last day. */
  from: string;
  to: string;
  documents: number;
}

export type Interval = 'day' | 'week' | 'month' | 'year';
const intervals: readonly Interval[] = ['day', 'week', 'month', 'year'];
export const dayMilliseconds = 86_400_000;

/**
 * Bins from the first to the last date, empty ones included, in time order.
 *
 * @param interval of the bins; without it, the shortest that makes at most `most` bins
 */
export function timeBins(dated: readonly Dated[], most: number, interval?: Interval): Bin[] {
  const dates = dated.map(({ date }) => firstDay(date)).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const kind =
    interval ?? intervals.find((each) => binsBetween(first, last, each, most) !== undefined) ?? 'year';
  const bins = binsBetween(first, last, kind, Number.POSITIVE_INFINITY) ?? [];
  for (const { date, documents } of dated) {
    const day = firstDay(date);
    const bin = bins.find(({ from, to }) => from <= day && day <= to);
    if (bin !== undefined) bin.documents += documents;
  }
  return bins;
}

/** Undefined if there were more than `most`. */
function binsBetween(first: string, last: string, interval: Interval, most: number): Bin[] | undefined {
  const bins: Bin[] = [];
  for (let from = startOf(first, interval); from <= last; ) {
    if (bins.length >= most) return undefined;
    const next = nextStart(from, interval);
    bins.push({ from, to: dayOf(timeOf(next) - dayMilliseconds), documents: 0 });
    from = next;
  }
  return bins;
}

/** Weeks begin on Monday (ISO 8601). */
function startOf(day: string, interval: Interval): string {
  if (interval === 'year') return `${day.slice(0, 4)}-01-01`;
  if (interval === 'month') return `${day.slice(0, 7)}-01`;
  if (interval === 'day') return day;
  const weekday = (new Date(timeOf(day)).getUTCDay() + 6) % 7;
  return dayOf(timeOf(day) - weekday * dayMilliseconds);
}

function nextStart(day: string, interval: Interval): string {
  if (interval === 'day') return dayOf(timeOf(day) + dayMilliseconds);
  if (interval === 'week') return dayOf(timeOf(day) + 7 * dayMilliseconds);
  // 32 days after the first of a month is in the next one, 367 after the first of a year in the next year.
  return startOf(dayOf(timeOf(day) + (interval === 'month' ? 32 : 367) * dayMilliseconds), interval);
}

function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

function timeOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
