import { expect, it } from 'vitest';
import { blankSearchRow } from '../../bench/blankSearchRow.ts';
import { CountedS3 } from '../../bench/countedS3.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';

const rowOf = (i: number): SearchRow => ({
  ...blankSearchRow(i.toString(16).padStart(32, '0')),
  title: `Story ${i}`,
  text: `The council of town ${i} met on Monday.`,
  bands: Array.from({ length: 32 }, (_, band) => `${band}-${i}`),
  entities: Array.from({ length: 8 }, (_, name) => `person/a${name}-${i}`),
  mentions: Array.from({ length: 8 }, () => 1),
  source: 'Wire',
  language: 'en',
  published: '2024-01-05',
  printed: Date.parse('2024-01-05'),
});

// On a folder a request costs nothing, so only a counting S3 shows it.
it('reads no index value by value when it joins files', { timeout: 120_000 }, async () => {
  const s3 = await CountedS3.open();
  const search = await LanceSearch.open({ uri: 's3://bucket/search', storageOptions: s3.storageOptions });
  const rows = Array.from({ length: 300 }, (_, i) => rowOf(i));
  let most = 0;
  let [part = ''] = await search.parts();
  for (const [from, to] of [
    [0, 100],
    [100, 200],
    [200, 210],
    [210, 300],
    [0, 10],
  ]) {
    [part = ''] = await search.merge(
      rows.slice(from, to).map((row) => ({ ...row, token: (from ?? 0) + 300 - (to ?? 0) })),
    );
    const { gets } = await s3.count(() => search.compact(part));
    most = Math.max(most, gets);
  }
  const hits = await search.query({
    where: { entities: ['person/a3-205'] },
    order: 'newest',
    limit: 10,
    offset: 0,
  });
  expect(hits.hits.map(({ id }) => id)).toEqual([rowOf(205).id]);
  expect(most).toBeLessThan(1000);
  await search.close();
  await s3.close();
});

// The roles of functions that only read allow no writes, and each denied one would be a line in their logs.
it('asks for nothing when it opens a folder, and for the names of tables once it is read', async () => {
  const s3 = await CountedS3.open();
  const { storageOptions } = s3;
  const nothing = { puts: 0, gets: 0, deletes: 0, lists: 0 };
  let search: LanceSearch | undefined;
  const opening = async () => {
    search = await LanceSearch.open({ uri: 's3://bucket/search', storageOptions });
  };
  expect(await s3.count(opening)).toMatchObject(nothing);
  expect(await s3.count(async () => search?.census())).toMatchObject({ ...nothing, lists: 1 });
  await search?.close();
  await s3.close();
});
