/** Summaries of days in tables of their own. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as lance from '@lancedb/lancedb';
import { Schema } from 'apache-arrow';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { schema, storedAs, toStored } from '../../runtime/lance/rows.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { row, tombstone } from './suites/searchRows.ts';

let uri: string;
let search: LanceSearch;
const open = async (fewToday = 100) => {
  await search?.close();
  search = await LanceSearch.open({ uri, fewToday });
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
const run = ({ until = Number.POSITIVE_INFINITY, ...parts }: { until?: number; parts?: string[] } = {}) =>
  search.summarizeDays({ until, ...parts });
const tables = () => readdirSync(uri).filter((name) => name.startsWith('days'));

it('a purge drops them, with what they say of removed documents', async () => {
  await fill('2021-05-01');
  await fill('2021-06-01');
  expect(await run()).toEqual({ made: 2, complete: true });
  expect(tables()).toEqual(['days2-2021-05.lance', 'days2-2021-06.lance']);
  await search.merge([tombstone('2021-05-01 7', 2, '2021-05-01')]);
  await search.purge();
  expect([tables(), await search.dayWords(range)]).toEqual([[], []]);
  expect(await run()).toEqual({ made: 1, complete: true });
});

it('another process goes on, and makes only what has changed', async () => {
  await fill('2021-05-01');
  await fill('2021-05-02');
  expect(await run({ until: 0 })).toEqual({ made: 0, complete: false });
  await run();
  await open();
  await fill('2021-05-02', 102);
  expect(await run()).toEqual({ made: 1, complete: true });
  expect((await search.dayStories(range, 10)).map(({ documents }) => documents)).toEqual([101, 102]);
});

it('only the days of the parts that it is told of are looked at', async () => {
  await fill('2021-05-01');
  await fill('2021-06-01');
  const june = (await search.parts()).filter((part) => part.includes('2021-06'));
  expect(await run({ parts: june })).toEqual({ made: 1, complete: true });
  expect(tables()).toEqual(['days2-2021-06.lance']);
  expect(await run({ parts: [] })).toEqual({ made: 0, complete: true });
  expect(await run()).toEqual({ made: 1, complete: true });
});

it('today has none until it has more documents than a day that is over', async () => {
  await open(150);
  const today = new Date().toISOString().slice(0, 10);
  await fill(today, 150);
  await fill('2021-05-01');
  expect(await run()).toEqual({ made: 1, complete: true });
  await fill(today, 151);
  expect(await run()).toEqual({ made: 1, complete: true });
  await search.merge([tombstone(`${today} 7`, 2, today)]);
  await run();
  expect(await search.dayWords({ from: today, to: today })).toEqual([]);
});

it('days are summarized anew when searches turn to rows that say more of them', async () => {
  const rows = Array.from({ length: 101 }, (_, i) =>
    row(`${i}`, { published: '2021-05-01', title: `Flood${i >> 1}`, status: 'canceled' }),
  );
  const older = new Schema(schema.fields.filter(({ name }) => !['status', 'countries'].includes(name)));
  const connection = await lance.connect(uri);
  const table = await connection.createEmptyTable('s4m1u1-2021-05-0', older);
  await table.add(await storedAs(lance, table, await toStored(rows)));
  connection.close();
  await run();
  const stories = async () => (await search.dayStories(range, 10)).flatMap((day) => day.stories);
  expect(await stories()).toHaveLength(10);
  await search.merge(rows);
  await search.declareComplete();
  expect(await run()).toEqual({ made: 1, complete: true });
  expect(await stories()).toEqual([]);
});
