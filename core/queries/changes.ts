/** Reading what happened to documents, in the order of time. */
import { nextInterval } from '../dates/interval.ts';
import type { Table } from '../ports/table.ts';
import { type DocumentChange, documentChange } from '../records/document.ts';
import { changePartition, shards } from '../records/keys.ts';
import { lowestFirst, mergeSorted, readAscending, take } from '../records/sortedRows.ts';

/** Days looked through for one page, at most: more are walked only where nothing happened on most of them. */
const daysAtMost = 31;

export interface ChangePage {
  changes: DocumentChange[];
  /** Where to go on, now or later: nothing before it is missing. */
  next: string;
  /** The page is full, or work was given up: there may be more already. */
  more: boolean;
}

/**
 * Changes from a position on, before a time. A change is written once or more often, with equal or later times.
 *
 * @param from a time (RFC 3339, UTC, with milliseconds), or the `next` of the page before
 * @param until a time, excluded: nothing older may still be on its way into the table
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
    if (days === daysAtMost) return { changes, next: `${day}T00:00:00.000Z`, more: true };
    // In the order of time all shards have about the same share of a page; where one has more, it is read on.
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
