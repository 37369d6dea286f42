/** Reads rows in the order of their sort keys, from one partition or from many as if they were one. */
import { omitUndefined } from '../omitUndefined.ts';
import type { Item, Query, Table } from '../ports/table.ts';
import { paginate } from '../protocol/paginate.ts';
import { indexKeys } from './indexes.ts';

export interface PositionedRow {
  /** Its sort key, in the table or in the index. */
  position: string;
  row: Item;
}

type RangeQuery = Omit<Query, 'cursor' | 'descending'> & { limit: number };

/**
 * The rows of one partition, of the table or of an index, from the highest position down to `from`.
 *
 * @param query `to` is where to begin; `limit` is the size of a page
 * @param after leaves out the row at this position
 */
export function readDescending(
  table: Table,
  query: RangeQuery,
  after?: string,
): AsyncGenerator<PositionedRow, void> {
  return readPositioned(table, { ...query, descending: true }, after);
}

/** The same from the lowest position up to `to`, beginning at `from`. */
export function readAscending(
  table: Table,
  query: RangeQuery,
  after?: string,
): AsyncGenerator<PositionedRow, void> {
  return readPositioned(table, query, after);
}

async function* readPositioned(
  table: Table,
  query: Omit<Query, 'cursor'>,
  after: string | undefined,
): AsyncGenerator<PositionedRow, void> {
  const attribute = query.index === undefined ? 'sk' : indexKeys[query.index][1];
  const pages = paginate((cursor) => table.query({ ...query, ...omitUndefined({ cursor }) }));
  for await (const row of pages) {
    const position = String(row[attribute]);
    if (position !== after) yield { position, row };
  }
}

/** Whether position `a` comes before position `b`. */
type PositionOrder = (a: string, b: string) => boolean;
export const highestFirst: PositionOrder = (a, b) => a > b;
export const lowestFirst: PositionOrder = (a, b) => a < b;

/** Merges sorted streams into one. It reads the first pages of all streams concurrently. */
export async function* mergeSorted(
  streams: readonly AsyncGenerator<PositionedRow, void>[],
  before: PositionOrder,
): AsyncGenerator<PositionedRow, void> {
  const heads = await Promise.all(streams.map((stream) => stream.next()));
  for (;;) {
    let first = -1;
    for (const [i, head] of heads.entries()) {
      const leader = heads[first];
      if (
        !head.done &&
        (leader === undefined || leader.done || before(head.value.position, leader.value.position))
      )
        first = i;
    }
    const [head, stream] = [heads[first], streams[first]];
    if (head === undefined || head.done || stream === undefined) return;
    yield head.value;
    heads[first] = await stream.next();
  }
}

/** The next `count` values of a stream, or fewer at its end. */
export async function take<T>(stream: AsyncIterator<T, void>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = await stream.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

/** Compares strings by their UTF-8 bytes, as the table does. JavaScript's `<` compares UTF-16 units. */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
