/** Queries over the whole search language find what a brute-force scan of the texts finds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, it } from 'vitest';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { findsWhatBruteForceFinds } from './suites/searchOracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-oracle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('LanceDB', async () => {
  let opened = 0;
  const open = async () => {
    const uri = join(folder, String(opened++));
    const search = await LanceSearch.open({ uri });
    const close = async () => {
      await search.close();
      rmSync(uri, { recursive: true, force: true });
    };
    return { search, close };
  };
  // Runs cost by their tables, so each asks many queries; `npm run test:long` asks more.
  await findsWhatBruteForceFinds(open, { numRuns: 2, queries: 40 });
}, 180_000);

it('the table in memory', async () => {
  const open = async () => ({ search: new MemorySearch(), close: async () => {} });
  await findsWhatBruteForceFinds(open, { numRuns: 10, queries: 40 });
});
