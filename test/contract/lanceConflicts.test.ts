/** Another process commits to a search table while an erasure rewrites it. */
import { join } from 'node:path';
import * as lance from '@lancedb/lancedb';
import { expect, it } from 'vitest';
import { writeAgain } from '../../runtime/lance/purge.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { row } from './suites/searchRows.ts';

it('every index is replaced although another process commits first, with no erased word in it', async () => {
  const uri = join(temporaryFolder(), 'search');
  const search = await LanceSearch.open({ uri });
  await search.merge([row('a', { token: 1, published: '2024-01-05' })]);
  await search.close();
  const connection = await lance.connect(uri);
  const [name = ''] = await connection.tableNames();
  const table = await connection.openTable(name);
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
  await writeAgain(lance, table, () => connection.openTable(name));
  expect(replaced).toEqual(refused);
  expect([...replaced]).toContain('text');
  expect(await table.countRows()).toBe(1);
});
