/** With whom an entity is mentioned, as its postings tell: each names the other main entities of its document. */
import type { Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type Posting, posting } from '../records/entity.ts';
import { keys } from '../records/keys.ts';
import { highestFirst, mergeSorted, readDescending } from '../records/sortedRows.ts';
import { canonicalIds } from './identity.ts';

/** Postings read for it, at most. */
const postingsAtMost = 1000;
const postingsAtOnce = 250;

/** Days, both ends included. With either, the undated are left out. */
export interface DayRange {
  from?: string | undefined;
  to?: string | undefined;
}

export interface CoMention {
  entity: string;
  documents: number;
}

export interface CoMentions {
  /** The most frequent first, then by id. */
  others: CoMention[];
  /** How many documents were counted, the newest first. */
  documents: number;
  /** There are more than were counted. */
  more: boolean;
}

/** In how many documents each of the others is among the main entities. */
export async function readCoMentions(
  table: Table,
  members: readonly string[],
  days: DayRange,
): Promise<CoMentions> {
  const { postings, more } = await readPostings(table, members, days);
  const counts = new Map<string, number>();
  for (const { others } of postings)
    for (const other of new Set(others)) counts.set(other, (counts.get(other) ?? 0) + 1);
  for (const id of members) counts.delete(id);
  return { others: rankByDocuments(await folded(table, counts)), documents: postings.length, more };
}

/** The newest postings of an entity, told by the ids of its identity, the undated last. `more`: there are others, older than these. */
export async function readPostings(
  table: Table,
  members: readonly string[],
  days: DayRange,
  atMost = postingsAtMost,
): Promise<{ postings: Posting[]; more: boolean }> {
  const dated = days.from !== undefined || days.to !== undefined;
  const from = days.from ?? (dated ? '0001-01-01' : '0000-00-00');
  const to = days.to ?? '9999-12-31';
  if (from > to) return { postings: [], more: false };
  const limit = Math.min(postingsAtOnce, atMost + 1);
  const postings: Posting[] = [];
  let read = 0;
  const streams = members.map((id) =>
    readDescending(table, { pk: keys.entity(id).pk, from: `DAY#${from}#`, to: `DAY#${to}#~`, limit }),
  );
  for await (const { row } of mergeSorted(streams, highestFirst)) {
    if (read++ === atMost) return { postings, more: true };
    if (isLive(row)) postings.push(posting.parse(row));
  }
  return { postings, more: false };
}

/** Those of one identity counted as one. No document has two of them. */
async function folded(table: Table, counts: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const canonical = await canonicalIds(
    table,
    rankByDocuments(counts).map(({ entity }) => entity),
  );
  const together = new Map<string, number>();
  for (const [id, documents] of counts)
    together.set(canonical(id), (together.get(canonical(id)) ?? 0) + documents);
  return together;
}

export function rankByDocuments(counts: ReadonlyMap<string, number>): CoMention[] {
  return [...counts].map(([entity, documents]) => ({ entity, documents })).sort(compareByDocuments);
}

export function compareByDocuments(a: CoMention, b: CoMention): number {
  return b.documents - a.documents || (a.entity < b.entity ? -1 : a.entity > b.entity ? 1 : 0);
}
