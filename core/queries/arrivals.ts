/**
 * The documents that came last, by when their files were put or their embargo ended. The log of changes says
 * which came today and yesterday; the newest published ones fill the list. Reads a bounded number of rows.
 */
import { daysAfter } from '../dates/interval.ts';
import { publishableFrom } from '../document/heldBack.ts';
import type { Table } from '../ports/table.ts';
import { documentChange } from '../records/document.ts';
import { changePartition, shards } from '../records/keys.ts';
import { highestFirst, mergeSorted, readDescending, take } from '../records/sortedRows.ts';
import {
  type DocumentFilter,
  matchDocuments,
  readDocuments,
  readDocumentsById,
  type StoredDocument,
} from './documents.ts';

/** Documents that are looked at, those of the latest changes. */
const mostLookedAt = 200;

/**
 * @param options.today the day, in UTC
 * @returns the last put first; of documents put at the same time, by id
 */
export async function readArrivals(
  table: Table,
  filter: DocumentFilter,
  { today, limit }: { today: string; limit: number },
): Promise<StoredDocument[]> {
  const readArrived = async () => {
    const changed = await readDocumentsById(table, await readLatestChanged(table, today, mostLookedAt));
    return matchDocuments(
      table,
      filter,
      changed.filter((each) => each !== undefined),
    );
  };
  const [arrived, published] = await Promise.all([readArrived(), readDocuments(table, filter, { limit })]);
  return lastArrived([...arrived, ...published.documents], limit);
}

/** Each document once, in the order of `readArrivals`. */
export function lastArrived(documents: readonly StoredDocument[], limit: number): StoredDocument[] {
  const found = new Map(documents.map((each) => [each.doc, each]));
  return [...found.values()].sort(lastFirst).slice(0, limit);
}

function lastFirst(a: StoredDocument, b: StoredDocument): number {
  return arrivedAt(b) - arrivedAt(a) || (a.doc < b.doc ? -1 : 1);
}

/** In milliseconds since 1970. What an embargo held back arrives for others when it ends. */
function arrivedAt({ ingested, heldBack }: StoredDocument): number {
  const publishable = publishableFrom(heldBack);
  return Math.max(Date.parse(ingested), Number.isFinite(publishable) ? publishable : 0);
}

/**
 * The documents of the latest changes of today and yesterday, the last changed first.
 *
 * @param today the day, in UTC
 * @param most how many changes are read of each day, and how many documents are returned
 */
export async function readLatestChanged(table: Table, today: string, most: number): Promise<string[]> {
  const ids = new Set<string>();
  for (const day of [today, daysAfter(today, -1)]) {
    if (ids.size >= most) break;
    const query = { from: day, to: `${day}~`, limit: Math.ceil(most / 8) };
    const stream = mergeSorted(
      shards.map((shard) => readDescending(table, { ...query, pk: changePartition(day, shard) })),
      highestFirst,
    );
    for (const { row } of await take(stream, most)) ids.add(documentChange.parse(row).doc);
  }
  return [...ids].slice(0, most);
}
