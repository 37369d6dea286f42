/**
 * The stored form of the search table: its columns may change, and hashed bands must not add near-duplicates.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { afterAll, expect, it } from 'vitest';
import { bandKey } from '../../runtime/lance/rows.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { anywhere, compactAll, ids, row } from './suites/searchRows.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-form-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the first merge replaces a table with outdated columns', { timeout: 60_000 }, async () => {
  const uri = join(folder, 'older');
  const connection = await connect(uri);
  await connection.createTable('documents', [{ id: 'old', token: 1, text: 'oldword' }]);
  connection.close();
  const search = await LanceSearch.open({ uri });
  await search.merge([row('new', { text: 'newword', bands: ['0-a'] })]);
  await compactAll(search);
  expect([await search.tokensOf(anywhere(['old', 'new'])), await ids(search, { words: 'newword' })]).toEqual([
    new Map([['new', 1]]),
    ['new'],
  ]);
  await search.close();
  const again = await LanceSearch.open({ uri });
  await again.merge([row('newer', { text: 'newword' })]);
  expect(await ids(again, { words: 'newword' })).toEqual(['new', 'newer']);
  await again.close();
});

it('a row whose bands only have equal hashes is not a near-duplicate', { timeout: 60_000 }, async () => {
  const band = (i: number) => `0-${i.toString(36)}`;
  const twin = Array.from({ length: 1_000_000 }, (_, i) => band(i + 1)).find(
    (other) => bandKey(other) === bandKey(band(0)),
  );
  expect(twin).toBeDefined();
  const search = await LanceSearch.open({ uri: join(folder, 'twins') });
  await search.merge([row('it', { bands: [band(0)] }), row('twin', { bands: [String(twin)] })]);
  for (let n = 0; n < 2; n++) {
    expect((await search.nearDuplicates([band(0)], 10)).hits.map(({ id }) => id)).toEqual(['it']);
    await compactAll(search);
  }
  await search.close();
});
