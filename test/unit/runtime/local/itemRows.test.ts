import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { queryAll } from '../../../../core/protocol/paginate.ts';
import { stringifyItem } from '../../../../runtime/local/itemText.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-rows-'));
  file = path.join(folder, 'table.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As versions 1 to 3 of the file were made. */
const earlierSchema = `
  CREATE TABLE items (
    pk TEXT NOT NULL, sk TEXT NOT NULL, item TEXT NOT NULL, expires REAL,
    listPk TEXT, listSk TEXT, sourcePk TEXT, sourceSk TEXT,
    PRIMARY KEY (pk, sk)
  );
  CREATE INDEX list ON items (listPk, listSk, pk, sk) WHERE listPk IS NOT NULL;
  CREATE INDEX source ON items (sourcePk, sourceSk, pk, sk) WHERE sourcePk IS NOT NULL;
  CREATE INDEX expiring ON items (expires) WHERE expires IS NOT NULL`;

const items: Item[] = Array.from({ length: 40 }, (_, i) => ({
  pk: `DOC#${(i * 7) % 10}`,
  sk: `NAME#${i}`,
  title: `Storm ${i}`,
  ...(i % 4 === 0 && { listPk: 'LIST#2021', listSk: `2021-05-${10 + i}` }),
  ...(i % 5 === 0 && { sourcePk: 'SOURCE#wire', sourceSk: `${100 - i}` }),
  ...(i % 8 === 0 && { expires: i }),
}));

const textOf = {
  1: (item: Item) => JSON.stringify(item),
  2: ({ pk, sk, ...attributes }: Item) => JSON.stringify(attributes),
  3: stringifyItem,
};

it.each([1, 2, 3] as const)('a file of version %i is read as it is, and goes on', async (version) => {
  const earlier = new DatabaseSync(file);
  earlier.exec(`${earlierSchema}; PRAGMA user_version = ${version}`);
  const insert = earlier.prepare('INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  for (const item of items) {
    const column = (name: string) => (item[name] ?? null) as string | number | null;
    const others = ['expires', 'listPk', 'listSk', 'sourcePk', 'sourceSk'].map(column);
    insert.run(item.pk, item.sk, textOf[version](item), ...others);
  }
  earlier.close();

  const table = new SqliteTable(file);
  const all = async () => (await table.scan()).items;
  expect(await all()).toEqual(items.toSorted((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1)));
  expect(await table.batchGet(items)).toEqual(items);
  const listed = await queryAll(table, { index: 'list', pk: 'LIST#2021' });
  expect(listed.map(({ sk }) => sk)).toEqual(items.filter(({ listPk }) => listPk).map(({ sk }) => sk));
  const ofSource = await queryAll(table, { index: 'source', pk: 'SOURCE#wire', descending: true });
  expect(ofSource.map(({ sourceSk }) => sourceSk).slice(0, 2)).toEqual(['95', '90']);
  expect(table.removeExpired(17_000)).toBe(3);
  await table.put({ pk: 'DOC#new', sk: 'META', title: 'Storm' });
  expect((await all()).length).toBe(items.length - 2);
  table.close();
  const reopened = new SqliteTable(file);
  expect(await reopened.get({ pk: 'DOC#new', sk: 'META' })).toMatchObject({ title: 'Storm' });
  reopened.close();
});

it('has no text without keys and no keys without text, whatever is put, changed and removed', async () => {
  const table = new SqliteTable(file);
  await Promise.all(items.map((item) => table.put(item)));
  // Put again: with other keys of the indexes, and without any.
  await Promise.all(
    items.slice(0, 20).map((item) => table.put({ ...item, listPk: 'LIST#2022', listSk: 'x' })),
  );
  for (const { pk, sk } of items.slice(20, 30)) await table.put({ pk, sk });
  for (const item of items.slice(5, 15)) await table.delete(item);
  await table.delete({ pk: 'none', sk: 'none' });
  const list = async (pk: string) => (await queryAll(table, { index: 'list', pk })).length;
  expect([await list('LIST#2021'), await list('LIST#2022')]).toEqual([2, 10]);
  table.removeExpired(1e9);
  const left = (await table.scan()).items.length;
  table.close();
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (sql: string) => database.prepare(`SELECT count(*) AS n FROM ${sql}`).get()?.n;
  const counts = [count('items'), count('keys'), count('keys JOIN items USING (id)')];
  expect(counts).toEqual([left, left, left]);
  database.close();
});

it('keeps each key once', async () => {
  const table = new SqliteTable(file);
  const pk = `DOC#${'k'.repeat(900)}`;
  await Promise.all(Array.from({ length: 500 }, (_, i) => table.put({ pk, sk: `${i}` })));
  table.compact();
  const database = new DatabaseSync(file, { readOnly: true });
  const bytes = Number(database.prepare('PRAGMA page_count').get()?.page_count) * 8192;
  database.close();
  table.close();
  expect(bytes).toBeLessThan(1.5 * 500 * 900);
});
