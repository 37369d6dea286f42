/** As test/contract/searchOracle.test.ts, with more documents and more queries. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, it } from 'vitest';
import { LanceSearch } from '../../runtime/lance/search.ts';
import { findsWhatBruteForceFinds } from '../contract/suites/searchOracle.ts';

const folder = mkdtempSync(join(tmpdir(), 'dateline-grammar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('LanceDB finds what a brute-force scan finds', async () => {
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
  await findsWhatBruteForceFinds(open, { numRuns: 12, queries: 150 });
});
