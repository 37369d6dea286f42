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
/** Rows read beside each posting: tombstones, which stay for a day after a folder was renamed or deleted. */
const skippedPerPosting = 2;

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
  const named = postings.map(({ others }) => others.filter((id) => !members.includes(id)));
  const ids = rankByDocuments(countGroups(named)).map(({ entity }) => entity);
  const canonical = await canonicalIds(table, ids);
  const counts = countGroups(named.map((others) => others.map(canonical)));
  return { others: rankByDocuments(counts), documents: postings.length, more };
}

/** In how many groups each id is. */
export function countGroups(groups: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const group of groups) for (const id of new Set(group)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/**
 * The newest postings of an entity, undated ones last: one of each document, which may have two ids of the
 * identity.
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
  let [skipped, shown] = [0, ''];
  const streams = members.map((id) =>
    readDescending(table, { pk: keys.entity(id).pk, from: `DAY#${from}#`, to: `DAY#${to}#~`, limit }),
  );
  for await (const { position, row } of mergeSorted(streams, highestFirst)) {
    const isSkipped = position === shown || !isLive(row);
    if (isSkipped ? skipped++ === skippedPerPosting * atMost : postings.length === atMost)
      return { postings, more: true };
    if (isSkipped) continue;
    postings.push(posting.parse(row));
    shown = position;
  }
  return { postings, more: false };
}

/** The entities with most documents first. */
export function rankByDocuments(counts: ReadonlyMap<string, number>): CoMention[] {
  return [...counts].map(([entity, documents]) => ({ entity, documents })).sort(compareByDocuments);
}

/** Orders by documents, the most first; then by id. */
export function compareByDocuments(a: CoMention, b: CoMention): number {
  return b.documents - a.documents || (a.entity < b.entity ? -1 : a.entity > b.entity ? 1 : 0);
}
