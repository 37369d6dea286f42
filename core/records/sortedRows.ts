/** Places in sorted lists: rows read in the order of their sort keys, from many partitions as if they were one. */

import type { Item, Query, Table } from '../ports/table.ts';
import { paginate } from '../protocol/paginate.ts';
import { indexKeys } from './indexes.ts';

export interface PositionedRow {
  position: string;
  row: Item;
}

/**
 * The rows of one partition or index partition, from the highest position down to `from`.
 *
 * @param query `to` is where to begin; a position equal to `after` is left out
 */
export function readDescending(
  table: Table,
  query: Rows,
  after?: string,
): AsyncGenerator<PositionedRow, void> {
  return placed(table, { ...query, descending: true }, after);
}

/** The same from the lowest position up to `to`; `from` is where to begin. */
export function readAscending(
  table: Table,
  query: Rows,
  after?: string,
): AsyncGenerator<PositionedRow, void> {
  return placed(table, query, after);
}

type Rows = Omit<Query, 'cursor' | 'descending'> & { limit: number };

async function* placed(
  table: Table,
  query: Omit<Query, 'cursor'>,
  after: string | undefined,
): AsyncGenerator<PositionedRow, void> {
  const attribute = query.index === undefined ? 'sk' : indexKeys[query.index][1];
  for await (const row of paginate((cursor) =>
    table.query({ ...query, ...(cursor === undefined ? {} : { cursor }) }),
  )) {
    const position = String(row[attribute]);
    if (position !== after) yield { position, row };
  }
}

type Order = (a: string, b: string) => boolean;
export const highestFirst: Order = (a, b) => a > b;
export const lowestFirst: Order = (a, b) => a < b;

/** Many sorted streams as one. The first pages of all are read side by side. */
export async function* mergeSorted(
  streams: readonly AsyncGenerator<PositionedRow, void>[],
  before: Order,
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

/** The next few of a stream; fewer only at its end. */
export async function take<T>(stream: AsyncIterator<T, void>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = await stream.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

/** Strings by their UTF-8 bytes, which is how the table sorts; JavaScript's `<` goes by UTF-16 units. */
export function compareUtf8(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
