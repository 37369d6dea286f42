import { expect, it } from 'vitest';
import type { Query } from '../../../../core/ports/table.ts';
import { paginate, queryAll, queryFirst } from '../../../../core/protocol/paginate.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

it('reads every page once, in order, also empty ones, and ends with the last', async () => {
  const pages = new Map([
    [undefined, { items: [1, 2], next: 'a' }],
    ['a', { items: [], next: 'b' }],
    ['b', { items: [3] }],
  ]);
  const cursors: (string | undefined)[] = [];
  const items = paginate(async (cursor) => {
    cursors.push(cursor);
    if (cursors.length > pages.size) throw new Error('It reads for ever.');
    return pages.get(cursor) ?? { items: [] };
  });
  expect(await Array.fromAsync(items)).toEqual([1, 2, 3]);
  expect(cursors).toEqual([undefined, 'a', 'b']);
});

it('reads a page only when its items are wanted', async () => {
  let read = 0;
  const items = paginate(async () => ({ items: [++read], next: 'more' }));
  expect((await items.next()).value).toBe(1);
  expect(read).toBe(1);
});

it('finds all that match a query, over pages of one item', async () => {
  const table = new (class extends MemoryTable {
    queries = 0;
    override query(query: Query) {
      if (++this.queries > 10) throw new Error('It reads for ever.');
      return super.query({ ...query, limit: 1 });
    }
  })();
  for (const sk of ['a1', 'a2', 'b1', 'a3']) await table.put({ pk: 'P', sk });
  expect((await queryAll(table, { pk: 'P', prefix: 'a' })).map(({ sk }) => sk)).toEqual(['a1', 'a2', 'a3']);
});

it('asks for no more rows than are still missing', async () => {
  const limits: (number | undefined)[] = [];
  const table = new (class extends MemoryTable {
    override query(query: Query) {
      limits.push(query.limit);
      return super.query({ ...query, limit: Math.min(2, query.limit ?? 2) });
    }
  })();
  for (const sk of ['a1', 'a2', 'a3', 'a4']) await table.put({ pk: 'P', sk });
  expect((await queryFirst(table, { pk: 'P' }, 3)).map(({ sk }) => sk)).toEqual(['a1', 'a2', 'a3']);
  expect(limits).toEqual([3, 1]);
  limits.length = 0;
  await queryAll(table, { pk: 'P' });
  expect(limits[0]).toBeUndefined();
});
