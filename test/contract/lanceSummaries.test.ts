/** Summaries of days in tables of their own. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { row, tombstone } from './suites/searchRows.ts';

let uri: string;
let search: LanceSearch;
const open = async (summaryMilliseconds = 0) => {
  await search?.close();
  search = await LanceSearch.open({ uri, summaryMilliseconds });
};
beforeEach(async () => {
  uri = mkdtempSync(join(tmpdir(), 'dateline-summaries-'));
  await open();
});
afterEach(async () => {
  await search.close();
  rmSync(uri, { recursive: true, force: true });
});

const range = { from: '2021-01-01', to: '2021-12-31' };
const fill = (published: string, count = 101) =>
  search.merge(
    Array.from({ length: count }, (_, i) => row(`${published} ${i}`, { published, title: `Title${i}` })),
  );
const run = (until = Number.POSITIVE_INFINITY) => search.summarizeDays({ until });
const tables = () => readdirSync(uri).filter((name) => name.startsWith('days'));

it('a purge drops them, with what they say of removed documents', async () => {
  await fill('2021-05-01');
  await fill('2021-06-01');
  expect(await run()).toEqual({ made: 2, complete: true });
  expect(tables()).toEqual(['days1-2021-05.lance', 'days1-2021-06.lance']);
  await search.merge([tombstone('2021-05-01 7', 2, '2021-05-01')]);
  await search.purge();
  expect([tables(), await search.dayWords(range)]).toEqual([[], []]);
  expect(await run()).toEqual({ made: 1, complete: true });
});

it('another process goes on, and makes only what has changed', async () => {
  await fill('2021-05-01');
  await fill('2021-05-02');
  expect(await run(0)).toEqual({ made: 0, complete: false });
  await run();
  await open();
  await fill('2021-05-02', 102);
  expect(await run()).toEqual({ made: 1, complete: true });
  expect((await search.dayStories(range, 10)).map(({ documents }) => documents)).toEqual([101, 102]);
});

it('one that is young stays until later', async () => {
  await fill('2021-05-01');
  await open(3_600_000);
  expect(await run()).toEqual({ made: 1, complete: true });
  await fill('2021-05-01', 102);
  expect(await run()).toEqual({ made: 0, complete: false });
  await open(0);
  expect(await run()).toEqual({ made: 1, complete: true });
});
