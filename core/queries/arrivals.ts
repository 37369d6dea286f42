/**
 * The documents that came last, by when their files were put. The log of changes says which came today and
 * yesterday; the newest published ones fill the list. Reads a bounded number of rows.
 */
import { daysAfter } from '../dates/interval.ts';
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

/** Changes that are looked at, the latest ones. */
const mostChanges = 200;

/**
 * @param options.today the day, in UTC
 * @returns the last put first; of documents put at the same time, by id
 */
export async function readArrivals(
  table: Table,
  filter: DocumentFilter,
  { today, limit }: { today: string; limit: number },
): Promise<StoredDocument[]> {
  const changed = await readLatestChanged(table, [today, daysAfter(today, -1)]);
  const [arrived, published] = await Promise.all([
    matchDocuments(table, filter, changed),
    readDocuments(table, filter, { limit }),
  ]);
  const found = new Map([...arrived, ...published.documents].map((each) => [each.doc, each]));
  return [...found.values()].sort(lastFirst).slice(0, limit);
}

function lastFirst(a: StoredDocument, b: StoredDocument): number {
  return a.ingested > b.ingested ? -1 : a.ingested < b.ingested ? 1 : a.doc < b.doc ? -1 : 1;
}

async function readLatestChanged(table: Table, days: readonly string[]): Promise<StoredDocument[]> {
  const ids = new Set<string>();
  for (const day of days) {
    if (ids.size >= mostChanges) break;
    const query = { from: day, to: `${day}~`, limit: Math.ceil(mostChanges / 8) };
    const stream = mergeSorted(
      shards.map((shard) => readDescending(table, { ...query, pk: changePartition(day, shard) })),
      highestFirst,
    );
    for (const { row } of await take(stream, mostChanges)) ids.add(documentChange.parse(row).doc);
  }
  const documents = await readDocumentsById(table, [...ids].slice(0, mostChanges));
  return documents.filter((each) => each !== undefined);
}
