/** What an entity's tallies tell about time. */
import * as z from 'zod';
import { type Interval, nextInterval, startOfInterval } from '../dates/interval.ts';
import type { Table } from '../ports/table.ts';
import { daysOf } from '../records/entity.ts';
import { keys } from '../records/keys.ts';
import { lowestFirst, mergeSorted, type PositionedRow, readAscending } from '../records/sortedRows.ts';

/** A day, week or month, named by the day it begins with. */
export interface TimelinePeriod {
  date: string;
  documents: number;
  mentions: number;
}

/** The last period that was shown ('' where none was yet), and the day to read on from. */
export const timelinePosition = z.tuple([
  z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/),
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
]);
export type TimelinePosition = z.infer<typeof timelinePosition>;

/** Months read at once, and for one page at most: more are needed only where many months were emptied again. */
const monthsAtOnce = 12;
const monthsAtMost = 120;

/**
 * When documents mention an entity, told by the ids of its identity, the earliest first; those between the first and the last that have none are there with zeros. The undated
 * are in none. Days are YYYY-MM-DD; of a period that the range cuts, the days inside it count.
 */
export async function readTimeline(
  table: Table,
  members: readonly string[],
  {
    from = '0001-01-01',
    to = '9999-12-31',
    interval,
  }: { from?: string | undefined; to?: string | undefined; interval: Interval },
  { after: [before, start] = ['', from], limit }: { after?: TimelinePosition | undefined; limit: number },
): Promise<{ periods: TimelinePeriod[]; next?: TimelinePosition; gaveUpAfter?: number }> {
  if (start > to) return { periods: [] };
  const periods: TimelinePeriod[] = [];
  let last = before;
  let months = 0;
  for await (const { month, days } of monthsOf(table, members, start, to)) {
    for (const day of days) {
      if (day.date < start || day.date > to) continue;
      for (const date of upTo(interval, last, startOfInterval(interval, day.date))) {
        if (periods.length === limit) return { periods, next: [last, date] };
        periods.push({ date, documents: 0, mentions: 0 });
        last = date;
      }
      const period = periods.at(-1);
      if (period === undefined) continue;
      period.documents += day.documents;
      period.mentions += day.mentions;
    }
    const nextMonth = nextInterval('month', `${month}-01`);
    // A week may go on in the next month.
    const open = last !== '' && nextInterval(interval, last) > nextMonth;
    if (++months >= monthsAtMost && !open) return { periods, next: [last, nextMonth], gaveUpAfter: months };
  }
  return { periods };
}

/** The beginnings after the last one up to this one, both in order; this one alone where there is no last. */
function* upTo(interval: Interval, last: string, until: string): Generator<string> {
  if (last === until) return;
  for (
    let date = last === '' ? until : nextInterval(interval, last);
    date < until;
    date = nextInterval(interval, date)
  )
    yield date;
  yield until;
}

/** The months in order, each with the days that have documents; of several entities, their days together. */
async function* monthsOf(
  table: Table,
  members: readonly string[],
  from: string,
  to: string,
): AsyncGenerator<{ month: string; days: TimelinePeriod[] }> {
  const streams = members.map((id) => {
    const { pk } = keys.entity(id);
    return readAscending(table, {
      pk,
      from: keys.tally(id, from).sk,
      to: keys.tally(id, to).sk,
      limit: monthsAtOnce,
    });
  });
  let items: PositionedRow[] = [];
  for await (const item of mergeSorted(streams, lowestFirst)) {
    if (items.length > 0 && items[0]?.position !== item.position) {
      yield together(items);
      items = [];
    }
    items.push(item);
  }
  if (items.length > 0) yield together(items);
}

/** Items of one month. */
function together(items: readonly PositionedRow[]): { month: string; days: TimelinePeriod[] } {
  const days = new Map<string, TimelinePeriod>();
  for (const [date, { documents, mentions }] of items.flatMap(({ row }) => daysOf(row))) {
    const day = days.get(date) ?? { date, documents: 0, mentions: 0 };
    day.documents += documents;
    day.mentions += mentions;
    if (documents > 0) days.set(date, day);
  }
  const month = items[0]?.position.slice('TALLY#'.length) ?? '';
  return { month, days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)) };
}
