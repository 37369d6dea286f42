/** Reads the changes of documents in the order of time. */
import { nextInterval } from '../dates/interval.ts';
import type { Table } from '../ports/table.ts';
import { type DocumentChange, documentChange } from '../records/document.ts';
import { changePartition, shards } from '../records/keys.ts';
import { lowestFirst, mergeSorted, readAscending, take } from '../records/sortedRows.ts';

/** Most days read for one page. A page needs more than a few only if nothing happened on most of them. */
const maxDays = 31;

export interface ChangePage {
  changes: DocumentChange[];
  /** Where to continue, now or later: no change before this position is missing. */
  next: string;
  /** There may be more changes already: the page is full, or the limit on days was reached. */
  more: boolean;
}

/**
 * Reads changes between a position and a time. A change may be there more than once, with the same or a later
 * time.
 *
 * @param from a time (RFC 3339, UTC, with milliseconds), or the `next` of the previous page
 * @param until an excluded time, early enough that no older change can still reach the table
 */
export async function readChanges(
  table: Table,
  from: string,
  until: string,
  limit: number,
): Promise<ChangePage> {
  const changes: DocumentChange[] = [];
  let day = from.slice(0, 10);
  for (let days = 0; day <= until.slice(0, 10) && from < until; day = nextInterval('day', day), days++) {
    if (days === maxDays) return { changes, next: `${day}T00:00:00.000Z`, more: true };
    // Each shard has about the same share of a page; a shard that has more is read further.
    const query = { from, to: until, limit: Math.ceil((limit - changes.length) / 8) + 1 };
    const stream = mergeSorted(
      shards.map((shard) => readAscending(table, { ...query, pk: changePartition(day, shard) }, from)),
      lowestFirst,
    );
    for (const { row, position } of await take(stream, limit - changes.length)) {
      changes.push(documentChange.parse(row));
      if (changes.length === limit) return { changes, next: position, more: true };
    }
  }
  return { changes, next: from < until ? until : from, more: false };
}
