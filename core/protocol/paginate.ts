/** Reads every page of a paged read. */
import { omitUndefined } from '../omitUndefined.ts';
import type { Page } from '../ports/page.ts';
import type { Item, Query, Table } from '../ports/table.ts';

/** Yields every item of a paged read, page after page. */
export async function* paginate<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T, void> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** All items that match a query, from all its pages. */
export function queryAll(table: Table, query: Omit<Query, 'cursor' | 'limit'>): Promise<Item[]> {
  return readPages(table, query, Number.POSITIVE_INFINITY);
}

/** The first rows of a query, at most so many. A page may end earlier, wherever the table likes. */
export function queryFirst(
  table: Pick<Table, 'query'>,
  query: Omit<Query, 'cursor' | 'limit'>,
  most: number,
): Promise<Item[]> {
  return readPages(table, query, most);
}

/** A plain loop: a generator would wait for each row. */
async function readPages(
  table: Pick<Table, 'query'>,
  query: Omit<Query, 'cursor' | 'limit'>,
  most: number,
): Promise<Item[]> {
  const rows: Item[] = [];
  let cursor: string | undefined;
  do {
    const limit = most === Number.POSITIVE_INFINITY ? {} : { limit: most - rows.length };
    const page = await table.query({ ...query, ...limit, ...omitUndefined({ cursor }) });
    for (const row of page.items) rows.push(row);
    cursor = page.next;
  } while (cursor !== undefined && rows.length < most);
  return rows;
}
