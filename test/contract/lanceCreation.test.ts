/** A table of search rows or of summaries is listed by LanceDB before it can be opened. */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import { afterAll, describe, expect, it } from 'vitest';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { ids, row } from './suites/searchRows.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-creation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const words = { words: 'toldword' };
const may = row('may', { text: 'toldword', published: '2021-05-03' });
const june = row('june', { text: 'toldword', published: '2021-06-03' });
const days = { from: '2021-05-01', to: '2021-06-30' };

/** As a table is while it is created: a folder without a version. */
async function beginCreation(uri: string, name: string): Promise<() => void> {
  const made = join(uri, `${name}.lance`);
  renameSync(made, `${made}.later`);
  mkdirSync(join(made, '_transactions'), { recursive: true });
  expect(await (await connect(uri)).tableNames()).toContain(name);
  return () => {
    rmSync(made, { recursive: true });
    renameSync(`${made}.later`, made);
  };
}

const nameWith = async (uri: string, part: string): Promise<string> => {
  const names = await (await connect(uri)).tableNames();
  return names.find((name) => name.includes(part)) ?? '';
};

describe('a table that is being created', () => {
  it('has no rows yet', async () => {
    const uri = join(folder, 'rows');
    await (await LanceSearch.open({ uri })).merge([may, june]);
    const finish = await beginCreation(uri, await nameWith(uri, '2021-06'));
    const reader = await LanceSearch.open({ uri });
    expect(await ids(reader, words)).toEqual(['may']);
    finish();
    expect(await ids(await LanceSearch.open({ uri }), words)).toEqual(['june', 'may']);
  });

  it('has no summaries yet', async () => {
    const uri = join(folder, 'summaries');
    const writer = await LanceSearch.open({ uri });
    // Days with few documents have no summary.
    for (const published of ['2021-05-03', '2021-06-03'])
      await writer.merge(Array.from({ length: 101 }, (_, i) => row(`${published} ${i}`, { published })));
    await writer.summarizeDays({ until: Number.POSITIVE_INFINITY });
    const finish = await beginCreation(uri, await nameWith(uri, 'days1-2021-06'));
    const summarized = async () =>
      (await (await LanceSearch.open({ uri })).dayWords(days)).map(({ day }) => day);
    expect(await summarized()).toEqual(['2021-05-03']);
    finish();
    expect(await summarized()).toEqual(['2021-05-03', '2021-06-03']);
  });
});
