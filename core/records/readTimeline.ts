/** What an entity's tallies and postings tell about time and company. */
import { every, type Item, type Table } from '../ports.ts';
import { isLive } from '../reconcile.ts';
import { daysOf, posting } from './entity.ts';
import { keys } from './keys.ts';
import { downwards } from './positions.ts';

export interface TimelineDay {
  date: string;
  documents: number;
  mentions: number;
}

/** Months read at once, and for one page at most: more are needed only where many months were emptied again. */
const monthsAtOnce = 12;
const monthsAtMost = 120;

/** The days on which documents mention the entity, the earliest first; the undated are on none. Days are YYYY-MM-DD. */
export async function readTimeline(
  table: Table,
  entity: string,
  range: { from?: string | undefined; to?: string | undefined },
  page: { after?: string | undefined; limit: number },
): Promise<{ days: TimelineDay[]; next?: string; gaveUpAfter?: number }> {
  const from = page.after ?? range.from ?? '0001-01-01';
  const to = range.to ?? '9999-12-31';
  if (from > to) return { days: [] };
  const bounds = { from: keys.tally(entity, from).sk, to: keys.tally(entity, to).sk };
  const query = { pk: keys.entity(entity).pk, ...bounds, limit: monthsAtOnce };
  const days: TimelineDay[] = [];
  let months = 0;
  for await (const month of every((cursor) => table.query({ ...query, ...(cursor === undefined ? {} : { cursor }) }))) {
    for (const day of countedDays(month)) {
      if (day.date < from || day.date > to || day.date === page.after) continue;
      if (days.length === page.limit) return { days, next: days.at(-1)?.date ?? from };
      days.push(day);
    }
    if (++months >= monthsAtMost) return { days, next: `${month.sk.slice('TALLY#'.length)}-31`, gaveUpAfter: months };
  }
  return { days };
}

/** The days of a month's item that have documents, in order. */
function countedDays(month: Item): TimelineDay[] {
  return daysOf(month).flatMap(([date, { documents, mentions }]) => (documents === 0 ? [] : [{ date, documents, mentions }]));
}

/** Postings read to find an entity's company, at most. */
const postingsAtMost = 1000;
const postingsAtOnce = 250;

export interface Company {
  /** The most frequent first, then by id. */
  others: { entity: string; documents: number }[];
  /** How many documents were counted, the newest first. */
  documents: number;
  /** There are more than were counted. */
  more: boolean;
}

/** With whom an entity is mentioned: in how many documents each is among the main entities. */
export async function readCompany(
  table: Table,
  entity: string,
  range: { from?: string | undefined; to?: string | undefined },
): Promise<Company> {
  const dated = range.from !== undefined || range.to !== undefined;
  const from = range.from ?? (dated ? '0001-01-01' : '0000-00-00');
  const to = range.to ?? '9999-12-31';
  const counts = new Map<string, number>();
  let read = 0;
  let documents = 0;
  const rows =
    from > to ? [] : downwards(table, { pk: keys.entity(entity).pk, from: `DAY#${from}#`, to: `DAY#${to}#~`, limit: postingsAtOnce });
  for await (const { row } of rows) {
    if (read++ === postingsAtMost) return { others: ranked(counts), documents, more: true };
    if (!isLive(row)) continue;
    documents++;
    for (const other of new Set(posting.parse(row).others)) if (other !== entity) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return { others: ranked(counts), documents, more: false };
}

function ranked(counts: ReadonlyMap<string, number>): Company['others'] {
  return [...counts].map(([entity, documents]) => ({ entity, documents })).sort(byRank);
}

export function byRank(a: { entity: string; documents: number }, b: { entity: string; documents: number }): number {
  return b.documents - a.documents || (a.entity < b.entity ? -1 : a.entity > b.entity ? 1 : 0);
}
