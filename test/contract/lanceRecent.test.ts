/**
 * Rows that wait to be merged: queries find them, and not the rows that they replace. The contract of queries
 * with such rows is in test/long/contract/.
 */
import { describe, expect, it } from 'vitest';
import type { SearchRow } from '../../core/ports/search.ts';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { asked, opened, row, tombstone } from './suites/searchRows.ts';
import { openWaiting, recentRow } from './suites/searchWaiting.ts';
import { temporaryLance } from './suites/temporaryLance.ts';

const temporary = temporaryLance();

describe('rows of the table that others replace', { timeout: 60_000 }, () => {
  const published = '2024-01-05';
  const get = opened(() => openWaiting(temporary, ({ token }) => token > 1));
  const ids = async (query: Parameters<typeof asked>[0]) =>
    (await get().query(asked(query))).hits.map(({ id, token }) => `${id} ${token}`).sort();

  it('are found no more, whatever is asked', async () => {
    await get().merge([
      row('a', { text: 'storm', published, source: 'One' }),
      row('b', { text: 'storm', published, source: 'One' }),
      row('c', { text: 'storm', published: '2023-07-01', source: 'One' }),
      row('d', { text: 'storm', published, source: 'One' }),
    ]);
    await get().merge([
      row('a', { token: 2, text: 'calm', published, source: 'Two' }),
      tombstone('b', 2, published),
      row('c', { token: 2, text: 'storm', published, source: 'Two', earlier: ['2023-07-01'] }),
      row('e', { token: 2, text: 'storm', published: '2025-01-01', source: 'Two' }),
    ]);
    expect(await ids({ words: 'storm' })).toEqual(['c 2', 'd 1', 'e 2']);
    expect(await ids({ words: 'calm' })).toEqual(['a 2']);
    expect(await ids({ source: 'One' })).toEqual(['d 1']);
    expect(await ids({ words: 'storm', to: '2023-12-31' })).toEqual([]);
    expect(await ids({ where: { any: [{ word: 'calm' }, { source: 'One' }] } })).toEqual(['a 2', 'd 1']);
    expect(await get().query(asked({ source: 'Two', limit: 2 }))).toMatchObject({ total: 3 });
    expect((await get().census()).documents).toBe(4);
    const range = { from: '2023-01-01', to: '2025-12-31', entities: [] };
    const { rows } = await get().publishedBetween(range, 10);
    expect(rows.map(({ id, token }) => [id, token])).toEqual([
      ['e', 2],
      ['a', 2],
      ['c', 2],
      ['d', 1],
    ]);
  });
});

it('a page has the rows that waited when the first one was read', { timeout: 60_000 }, async () => {
  const { uri, close } = await temporary();
  const waiting: { row: SearchRow; since: number }[] = [];
  const recentRows = async (until: number) =>
    waiting.filter(({ since }) => since <= until).map(({ row }) => recentRow(row));
  const search = await LanceSearch.open({ uri, recentRows });
  const add = (id: string, since: number) =>
    waiting.push({ row: row(id, { text: 'storm', published: '2024-01-05' }), since });
  add('a', 0);
  const first = await search.query(asked({ words: 'storm' }));
  add('b', Date.now() + 3_600_000);
  await search.merge([row('c', { text: 'storm', published: '2024-01-05' })]);
  const again = await search.query(asked({ words: 'storm', version: first.version }));
  expect(again.hits.map(({ id }) => id)).toEqual(['a']);
  expect((await search.query(asked({ words: 'storm' }))).hits.map(({ id }) => id).sort()).toEqual(['a', 'c']);
  await search.close();
  await close();
});
