/** Another process commits to a search table while an erasure rewrites it. */
import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import * as lance from '@lancedb/lancedb';
import { expect, it } from 'vitest';
import { purge, writeAgain } from '../../runtime/lance/purge.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { ids, row } from './suites/searchRows.ts';

/** The only table of a search, past the code that writes to it. */
async function openTable(uri: string) {
  const connection = await lance.connect(uri);
  const [name = ''] = await connection.tableNames();
  const open = () => connection.openTable(name);
  return { table: await open(), open };
}

async function tableOfOneRow() {
  const uri = join(temporaryFolder(), 'search');
  const search = await LanceSearch.open({ uri });
  await search.merge([row('a', { token: 1, published: '2024-01-05' })]);
  await search.close();
  return openTable(uri);
}

it('every index is replaced although another process commits first, with no erased word in it', async () => {
  const { table, open } = await tableOfOneRow();
  const refused = new Set<string>();
  const replaced = new Set<string>();
  const createIndex = table.createIndex.bind(table);
  table.createIndex = async (column, options) => {
    if (!refused.has(column)) {
      refused.add(column);
      throw new Error('lance error: Retryable commit conflict for version 7');
    }
    await createIndex(column, options);
    replaced.add(column);
  };
  await writeAgain(lance, table, open);
  expect(replaced).toEqual(refused);
  expect([...replaced]).toContain('text');
  expect(await table.countRows()).toBe(1);
});

it('the rows stay where an index cannot be replaced', async () => {
  const { table, open } = await tableOfOneRow();
  table.createIndex = () => Promise.reject(new Error('No space left on device'));
  await expect(writeAgain(lance, table, open)).rejects.toThrow('No space left');
  expect(await table.countRows()).toBe(1);
});

it('a purge goes on where another process removes the versions that it lists', async () => {
  const { table, open } = await tableOfOneRow();
  let misses = 0;
  /** Each handle fails once. */
  const removedMeanwhile = (handle: lance.Table) => {
    const listVersions = handle.listVersions.bind(handle);
    handle.listVersions = async () => {
      handle.listVersions = listVersions;
      misses++;
      throw new Error('LanceError(IO): Object at location /search/a.lance/_versions/7.manifest not found');
    };
    return handle;
  };
  await purge(lance, removedMeanwhile(table), async () => removedMeanwhile(await open()));
  expect(misses).toBe(2);
  expect(await table.countRows()).toBe(1);
});

it('a purge writes the rows that one before it removed and, since it died, did not write again', async () => {
  const uri = join(temporaryFolder(), 'search');
  const search = await LanceSearch.open({ uri });
  const published = '2024-01-05';
  await search.merge([row('a', { token: 1, published }), row('b', { token: 1, published, text: 'Heron' })]);
  const { table } = await openTable(uri);
  await table.delete('true');
  await table.createIndex('gone', { config: lance.Index.bitmap(), replace: true });
  await search.merge([row('b', { token: 2, published, text: 'Egret' })]);
  await search.purge();
  expect(await ids(search, {})).toEqual(['a', 'b']);
  expect(await ids(search, { words: 'heron' })).toEqual([]);
  await search.close();
});

it('what a merge leaves that another one preceded goes once it is a week old', async () => {
  const uri = join(temporaryFolder(), 'search');
  const [search, another] = [await LanceSearch.open({ uri }), await LanceSearch.open({ uri })];
  const published = '2024-01-05';
  const write = (one: LanceSearch, token: number) =>
    one.merge([row('a', { token, published, text: 'Quokkaword' })]);
  await write(search, 1);
  for (let token = 2; token < 8; token += 2)
    await Promise.all([write(search, token), write(another, token + 1)]);
  await search.merge([row('a', { token: 9, published, gone: true }), row('b', { token: 9, published })]);
  const files = () =>
    readdirSync(uri, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  const withWord = () => files().filter((file) => readFileSync(file).includes('uokkaword'));
  await search.purge();
  expect(withWord()).not.toEqual([]);
  const eightDaysAgo = Date.now() / 1000 - 8 * 24 * 3600;
  for (const file of withWord()) utimesSync(file, eightDaysAgo, eightDaysAgo);
  for (const part of await search.parts()) await search.compact(part);
  expect(withWord()).toEqual([]);
});
