/** Search tables of LanceDB in a temporary folder, one after the other; the folder goes with the tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { LanceSearch } from '../../../runtime/lance/search.ts';

/** @returns opens an empty table; `close` removes it */
export function temporaryLance(): () => Promise<{
  search: LanceSearch;
  uri: string;
  close(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-lance-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let opened = 0;
  return async () => {
    const uri = join(folder, String(opened++));
    const search = await LanceSearch.open({ uri });
    const close = async () => {
      await search.close();
      rmSync(uri, { recursive: true, force: true });
    };
    return { search, uri, close };
  };
}
