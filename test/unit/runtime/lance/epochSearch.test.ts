import { beforeEach, expect, it } from 'vitest';
import { blankSearchRow } from '../../../../bench/blankSearchRow.ts';
import type { SearchQuery, SearchRow } from '../../../../core/ports/search.ts';
import { startEpoch } from '../../../../core/records/epoch.ts';
import { EpochSearch } from '../../../../runtime/lance/epochSearch.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { listingOf } from '../../api/memoryListing.ts';

const day = 24 * 3600 * 1000;
const row = (token: number): SearchRow => ({
  ...blankSearchRow('a'),
  token,
  title: `${token}`,
  text: `words ${token}`,
  language: 'en',
  published: '2021-05-03',
  printed: Date.parse('2021-05-03'),
});
const everything: SearchQuery = {
  where: { all: [] },
  order: 'newest',
  limit: 9,
  offset: 0,
};

let table: MemoryTable;
let tables: Map<string, MemorySearch>;
let now: number;
beforeEach(() => {
  table = new MemoryTable();
  tables = new Map();
  now = 0;
});

const open = (create: boolean) =>
  EpochSearch.open({
    table,
    clock: () => now,
    create,
    open: async (epoch) => {
      const made = tables.get(epoch) ?? new MemorySearch();
      const opened = Object.assign(made, listingOf(made));
      tables.set(epoch, opened);
      return opened;
    },
    removeOthers: async (epoch) => {
      for (const other of tables.keys()) if (other !== epoch) tables.delete(other);
    },
  });
const count = async (search: EpochSearch) => (await search.query(everything)).total;

it('accepts low tokens again in a new epoch, and finds no row of the earlier epoch there', async () => {
  const search = await open(true);
  await search.merge([row(9)]);
  await startEpoch({ table, clock: () => now });
  expect(await search.tokensOf([{ id: 'a' }])).toEqual(new Map());
  await search.merge([row(1)]);
  expect(await search.tokensOf([{ id: 'a' }])).toEqual(new Map([['a', 1]]));
});

it('is noticed by readers within a minute, also where the clock is set back', async () => {
  const writer = await open(true);
  await writer.merge([row(9)]);
  const reader = await open(false);
  expect(await count(reader)).toBe(1);
  await startEpoch({ table, clock: () => now });
  now += 59_999;
  expect(await count(reader)).toBe(1);
  now += 1;
  expect(await count(reader)).toBe(0);
  await writer.merge([row(1)]);
  await startEpoch({ table, clock: () => now });
  now -= day;
  expect(await count(reader)).toBe(0);
});

it('is empty for a reader of a new table, which creates no epoch', async () => {
  const reader = await open(false);
  expect(await count(reader)).toBe(0);
  expect([...table.items()]).toEqual([]);
});

it('leaves earlier search tables for a day; a purge removes them at once', async () => {
  const search = await open(true);
  await startEpoch({ table, clock: () => now });
  now = day;
  await search.removeOutdated();
  expect(tables.size).toBe(2);
  now = day + 1;
  await search.removeOutdated();
  expect(tables.size).toBe(1);
  await startEpoch({ table, clock: () => now });
  await search.purge();
  expect(tables.size).toBe(1);
});

it('opens the search table again after its memory was released, also while it is in use', async () => {
  const search = await open(true);
  await search.merge([row(1)]);
  const running = search.query(everything);
  search.releaseMemory();
  expect((await running).total).toBe(1);
  expect(await count(search)).toBe(1);
  search.releaseMemory();
  search.releaseMemory();
  await search.merge([row(2)]);
  expect(await search.tokensOf([{ id: 'a' }])).toEqual(new Map([['a', 2]]));
});
