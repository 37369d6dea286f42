/**
 * Counts which entities an entity is mentioned with. Each of its postings names the document's other main
 * entities.
 */
import { type DayRange, endsOf } from '../dates/range.ts';
import type { Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type Posting, posting } from '../records/entity.ts';
import { keys } from '../records/keys.ts';
import { highestFirst, mergeSorted, readDescending } from '../records/sortedRows.ts';
import { canonicalIds } from './identity.ts';

/** Most postings read for one answer. */
const maxPostings = 1000;
const postingsPerPage = 250;

export interface CoMention {
  entity: string;
  documents: number;
}

export interface CoMentions {
  /** The most frequent first, then by id. */
  others: CoMention[];
  /** How many documents were counted, the newest ones. */
  documents: number;
  /** There are older documents that were not counted. */
  more: boolean;
}

/**
 * Counts in how many documents each other entity is among the main ones.
 *
 * @param members the ids of one identity
 */
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
  return { others: rankByDocuments(await sumByIdentity(table, counts)), documents: postings.length, more };
}

/**
 * The newest postings of an entity, undated ones last.
 *
 * @param members the ids of one identity
 * @returns `more`: there are older postings
 */
export async function readPostings(
  table: Table,
  members: readonly string[],
  days: DayRange,
  atMost = maxPostings,
): Promise<{ postings: Posting[]; more: boolean }> {
  const { from, to } = endsOf(days);
  if (from > to) return { postings: [], more: false };
  const limit = Math.min(postingsPerPage, atMost + 1);
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

/** Adds up the ids of one identity, of which no document has two. */
async function sumByIdentity(
  table: Table,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const ids = rankByDocuments(counts).map(({ entity }) => entity);
  const canonical = await canonicalIds(table, ids);
  const sums = new Map<string, number>();
  for (const [id, documents] of counts) sums.set(canonical(id), (sums.get(canonical(id)) ?? 0) + documents);
  return sums;
}

/** The entities with most documents first. */
export function rankByDocuments(counts: ReadonlyMap<string, number>): CoMention[] {
  return [...counts].map(([entity, documents]) => ({ entity, documents })).sort(compareByDocuments);
}

/** Orders by documents, the most first; then by id. */
export function compareByDocuments(a: CoMention, b: CoMention): number {
  return b.documents - a.documents || (a.entity < b.entity ? -1 : a.entity > b.entity ? 1 : 0);
}
