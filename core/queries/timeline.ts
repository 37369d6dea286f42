/** Reads when documents mention an entity, from its tallies. */
import * as z from 'zod';
import { undated } from '../dates/calendar.ts';
import { type Interval, nextInterval, startOfInterval } from '../dates/interval.ts';
import type { Item, Table } from '../ports/table.ts';
import { closedDaysOf, type DayTally, daysOf, type EntityMeta, storeTally } from '../records/entity.ts';
import { keys, monthPrefix, tallyField } from '../records/keys.ts';
import { lowestFirst, mergeSorted, type PositionedRow, readAscending } from '../records/sortedRows.ts';
import { readEntitiesById } from './entities.ts';

/** A day, week or month, named by its first day. */
export interface TimelinePeriod {
  date: string;
  documents: number;
  mentions: number;
}

/** The last period of the previous page ('' if there is none), and the day from which to read. */
export const timelinePosition = z.tuple([
  z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/),
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
]);
export type TimelinePosition = z.infer<typeof timelinePosition>;

const monthsPerRead = 12;
/** Most months read for one page. A page reaches this only if documents of many months were removed. */
const maxMonths = 120;

/**
 * Counts documents and mentions per period, earliest first. Empty periods between the first and the last are
 * included; undated documents are not. Days are YYYY-MM-DD, and of a period that the range cuts only the days
 * inside the range count.
 *
 * @param members the ids of one identity
 * @returns `gaveUpAfter`: the page ended before it was full, after this many months
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
  for await (const { month, days } of readMonths(table, members, start, to)) {
    for (const day of days) {
      if (day.date < start || day.date > to) continue;
      for (const date of periodsUpTo(interval, last, startOfInterval(interval, day.date))) {
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
    // A week may continue in the next month.
    const open = last !== '' && nextInterval(interval, last) > nextMonth;
    if (++months >= maxMonths && !open) return { periods, next: [last, nextMonth], gaveUpAfter: months };
  }
  return { periods };
}

/** The first days of the periods after `last` up to `until`; `until` alone if there is no last one. */
function* periodsUpTo(interval: Interval, last: string, until: string): Generator<string> {
  if (last === until) return;
  for (
    let date = last === '' ? until : nextInterval(interval, last);
    date < until;
    date = nextInterval(interval, date)
  )
    yield date;
  yield until;
}

/** The months in order, each with the days that have documents, added up over all members. */
async function* readMonths(
  table: Table,
  members: readonly string[],
  from: string,
  to: string,
): AsyncGenerator<{ month: string; days: TimelinePeriod[] }> {
  const metas = await readEntitiesById(table, members);
  const closed = new Map(members.map((id, i) => [keys.entity(id).pk, metas[i]]));
  const stored = members.map((id) =>
    readAscending(table, {
      pk: keys.entity(id).pk,
      from: keys.tally(id, from).sk,
      to: keys.tally(id, to).sk,
      limit: monthsPerRead,
    }),
  );
  const open = metas.flatMap((meta) => (meta === undefined ? [] : openMonths(meta)));
  const inRange = open.filter(({ sk }) => sk >= keys.tally('', from).sk && sk <= keys.tally('', to).sk);
  const daysIn = (row: Item) => (open.includes(row) ? daysOf(row) : closedDaysOf(closed.get(row.pk), row));
  let rows: Item[] = [];
  for await (const { row } of mergeSorted([...stored, ...inRange.map(streamOf)], lowestFirst)) {
    if (rows[0] !== undefined && rows[0].sk !== row.sk) {
      yield mergeMonth(rows[0].sk, rows.flatMap(daysIn));
      rows = [];
    }
    rows.push(row);
  }
  if (rows[0] !== undefined) yield mergeMonth(rows[0].sk, rows.flatMap(daysIn));
}

/** The days that an entity's META has, like items of months. */
function openMonths({ entity, days }: EntityMeta): Item[] {
  const dated = Object.entries(days).filter(([day]) => day !== undated);
  const months = Map.groupBy(dated, ([day]) => keys.tally(entity, day).sk);
  return [...months].map(([sk, its]) => ({
    pk: keys.entity(entity).pk,
    sk,
    ...Object.fromEntries(its.map(([day, tally]) => [tallyField(day), storeTally(tally)])),
  }));
}

async function* streamOf(row: Item): AsyncGenerator<PositionedRow, void> {
  yield { position: row.sk, row };
}

/** @param tallies the members' days of one month, by the sort key of its item */
function mergeMonth(
  position: string,
  tallies: readonly [date: string, tally: DayTally][],
): { month: string; days: TimelinePeriod[] } {
  const days = new Map<string, TimelinePeriod>();
  for (const [date, { documents, mentions }] of tallies) {
    const day = days.get(date) ?? { date, documents: 0, mentions: 0 };
    day.documents += documents;
    day.mentions += mentions;
    if (documents > 0) days.set(date, day);
  }
  return {
    month: position.slice(monthPrefix.length),
    days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
}
