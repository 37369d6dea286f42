/**
 * The documents that came last, by when their files were put or their embargo ended. The log of changes says
 * which came today and yesterday; the newest published ones fill the list. Reads a bounded number of rows.
 */
import { daysAfter } from '../dates/interval.ts';
import { publishableFrom } from '../document/heldBack.ts';
import type { Table } from '../ports/table.ts';
import { documentChange } from '../records/document.ts';
import { changePartition, shards } from '../records/keys.ts';
import { highestFirst, mergeSorted, readDescending } from '../records/sortedRows.ts';
import {
  type DocumentFilter,
  matchDocuments,
  readDocuments,
  readDocumentsById,
  type StoredDocument,
} from './documents.ts';

/** Documents that are looked at, those that came last. */
const mostLookedAt = 200;
/** Rows of the log that are read for each of them: one decision may rewrite the names of very many. */
const rowsPerDocument = 8;

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
    const put = await readDocumentsById(table, await readLatestPut(table, today, mostLookedAt));
    return matchDocuments(
      table,
      filter,
      put.filter((each) => each !== undefined),
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
 * The documents whose files were put today and yesterday, the last put first. Those whose names alone changed
 * did not come.
 *
 * @param today the day, in UTC
 * @param most how many documents are returned
 */
export async function readLatestPut(table: Table, today: string, most: number): Promise<string[]> {
  const ids = new Set<string>();
  let read = 0;
  for (const day of [today, daysAfter(today, -1)]) {
    const query = { from: day, to: `${day}~`, limit: Math.ceil(most / 8) };
    const stream = mergeSorted(
      shards.map((shard) => readDescending(table, { ...query, pk: changePartition(day, shard) })),
      highestFirst,
    );
    for await (const { row } of stream) {
      const { doc, reason } = documentChange.parse(row);
      if (reason === 'created' || reason === 'revised') ids.add(doc);
      if (ids.size === most || ++read === rowsPerDocument * most) return [...ids];
    }
  }
  return [...ids];
}
