/** A row that may still wait for others does not keep a new layout of the search table incomplete. */
import { expect, it } from 'vitest';
import { longestWaitSeconds, searchWait } from '../../../../../core/protocol/searchWait.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
import { MemorySearch } from '../../../../../runtime/memory/search.ts';
import { Records, story } from '../records.ts';

/** How often a layout is declared complete by a sweep that finds no row, so long after the put. */
async function declared(milliseconds: number, waits: boolean): Promise<number> {
  const records = new Records();
  await records.put('a.txt', story('Talks in London'));
  records.now += milliseconds;
  const search = new MemorySearch();
  let times = 0;
  search.declareComplete = async () => void times++;
  const rule = waits ? { searchWait: searchWait.aws } : {};
  const { searchRows } = await records.sweepWith((ports) => sweep({ ...ports, ...rule, search }));
  expect(searchRows).toBe(1);
  return times;
}

it('a document that changed lately may lack its row, where rows wait', async () => {
  const longest = 1000 * longestWaitSeconds(searchWait.aws);
  expect(await declared(longest - 1, true)).toBe(1);
  expect(await declared(longest, true)).toBe(0);
  expect(await declared(60_000, false)).toBe(0);
});
