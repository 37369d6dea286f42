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
export async function queryAll(table: Table, query: Omit<Query, 'cursor' | 'limit'>): Promise<Item[]> {
  return Array.fromAsync(paginate((cursor) => table.query({ ...query, ...omitUndefined({ cursor }) })));
}

/** The first rows of a query, at most so many. A page may end earlier, wherever the table likes. */
export async function queryFirst(
  table: Pick<Table, 'query'>,
  query: Omit<Query, 'cursor' | 'limit'>,
  most: number,
): Promise<Item[]> {
  const rows: Item[] = [];
  const next = (cursor: string | undefined) =>
    table.query({ ...query, limit: most - rows.length, ...(cursor !== undefined && { cursor }) });
  for await (const row of paginate(next)) if (rows.push(row) === most) break;
  return rows;
}
