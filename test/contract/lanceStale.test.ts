/** A merge begins at the version that its process knows, which may not be the newest any more. */
import { expect, it } from 'vitest';
import { CountedS3 } from '../../bench/countedS3.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { row } from './suites/searchRows.ts';

const published = '2024-01-05';

it('takes three PUT and one LIST, and finds newer rows of other processes', async () => {
  const s3 = await CountedS3.open();
  const open = () => LanceSearch.open({ uri: 's3://bucket/search', storageOptions: s3.storageOptions });
  const [one, other] = [await open(), await open()];
  const merge = (search: LanceSearch, ...tokens: [id: string, token: number][]) =>
    search.merge(tokens.map(([id, token]) => row(id, { token, published })));
  await merge(one, ['a', 1]);
  expect(await s3.count(() => merge(one, ['b', 1]))).toMatchObject({ puts: 3, lists: 1 });
  await merge(other, ['c', 5], ['d', 5], ['b', 2]);
  await merge(one, ['c', 3], ['d', 7], ['e', 1]);
  const [part = ''] = await other.parts();
  await other.compact(part);
  await merge(one, ['a', 2], ['c', 4]);
  await other.purge();
  await merge(one, ['b', 1], ['f', 1]);
  const { rows } = await (await open()).scan(undefined);
  expect(rows.map(({ id, token }) => [id, token]).sort()).toEqual([
    ['a', 2],
    ['b', 2],
    ['c', 5],
    ['d', 7],
    ['e', 1],
    ['f', 1],
  ]);
  for (const search of [one, other]) await search.close();
  await s3.close();
});
