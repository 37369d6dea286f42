/** What the table on SQLite does beyond the contract of a `Table`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { queryAll } from '../../../../core/protocol/paginate.ts';
import { stringifyItem } from '../../../../runtime/local/itemText.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';

let folder: string;
let table: SqliteTable;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-table-'));
  table = new SqliteTable(path.join(folder, 'table.sqlite'));
});
afterEach(() => {
  table.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a page of just a megabyte is not full, and what follows it is not lost', async () => {
  const key = (sk: string) => ({ pk: 'p', sk });
  const besides = stringifyItem({ ...key('1'), text: '' }).length;
  const text = 'x'.repeat((1024 * 1024) / 4 - besides);
  for (const sk of ['1', '2', '3', '4']) await table.put({ ...key(sk), text });
  const page = await table.query({ pk: 'p' });
  expect([page.items.length, page.next]).toEqual([4, undefined]);
  await table.put(key('5'));
  expect((await queryAll(table, { pk: 'p' })).map(({ sk }) => sk)).toEqual(['1', '2', '3', '4', '5']);
});

it('an attribute may have a name that every object of JavaScript has', async () => {
  const key = { pk: 'p', sk: 's' };
  const absent = { attribute: 'constructor', equals: undefined };
  await table.put(key);
  expect(await table.update(key, { constructor: 'a' }, absent)).toBe(true);
  expect(await table.update(key, { constructor: 'b' }, absent)).toBe(false);
});

it('a cursor goes on only in the list that it is of', async () => {
  const listed = { listPk: 'LIST', listSk: 'a', sourcePk: 'p', sourceSk: 'a' };
  for (const pk of ['p', 'q', 'LIST']) await table.put({ pk, sk: 'a', ...listed });
  const { next: cursor = 'none' } = await table.query({ pk: 'p', limit: 1 });
  const { next: inIndex = 'none' } = await table.query({ index: 'list', pk: 'LIST', limit: 1 });
  const others = [
    { pk: 'q', cursor },
    { index: 'source', pk: 'p', cursor },
    { index: 'source', pk: 'LIST', cursor: inIndex },
    { index: 'list', pk: 'other', cursor: inIndex },
  ] as const;
  for (const query of others) await expect(table.query(query)).rejects.toThrow(RangeError);
  await expect(table.scan(cursor)).rejects.toThrow(RangeError);
  expect(await table.query({ pk: 'p', cursor })).toEqual({ items: [] });
});
