/** Reading a port's pages to their end. */
import type { Page } from '../ports/page.ts';
import type { Item, Query, Table } from '../ports/table.ts';

/** Every item of a paged read, page after page. */
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

/** All items that a query finds, over all its pages. */
export async function queryAll(table: Table, query: Omit<Query, 'cursor' | 'limit'>): Promise<Item[]> {
  return Array.fromAsync(
    paginate((cursor) => table.query({ ...query, ...(cursor === undefined ? {} : { cursor }) })),
  );
}
