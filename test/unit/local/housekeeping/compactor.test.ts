/** When one machine compacts the search table. Time is virtual. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noteMerged } from '../../../../core/records/compaction.ts';
import { Compactor } from '../../../../local/housekeeping/compactor.ts';
import { keepMilliseconds } from '../../../../runtime/lance/partTable.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog as silent } from '../../../silentLog.ts';

const compactionMilliseconds = 5_000;

/** A search table of one part. */
class SlowSearch extends MemorySearch {
  compactions = 0;
  override async parts(): Promise<string[]> {
    return ['a'];
  }
  override async compact(): Promise<void> {
    this.compactions++;
    await new Promise((resolve) => setTimeout(resolve, compactionMilliseconds));
  }
}

let search: SlowSearch;
const ports = () => ({ table, search, clock: Date.now, log: silent });
let table: MemoryTable;

beforeEach(() => {
  [search, table] = [new SlowSearch(), new MemoryTable()];
  vi.useFakeTimers({
    toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance', 'Date'],
  });
});

afterEach(() => {
  vi.useRealTimers();
});

it('takes at most a fifth of the time, however much is merged', async () => {
  const compactor = new Compactor(ports());
  await vi.advanceTimersByTimeAsync(15_000); // the first slice compacts every part
  search.compactions = 0;
  for (let seconds = 0; seconds < 300; seconds++) {
    await noteMerged(ports(), ['a'], 1);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(search.compactions * compactionMilliseconds).toBeGreaterThan(30_000);
  expect(search.compactions * compactionMilliseconds).toBeLessThanOrEqual(60_000);
  await compactor.stop();
});

it('removes what old versions left once nobody can read them any more, and once only', async () => {
  await noteMerged(ports(), ['a'], 1);
  const compactor = new Compactor(ports());
  await vi.advanceTimersByTimeAsync(15_000);
  expect(search.compactions).toBe(1);
  await vi.advanceTimersByTimeAsync(keepMilliseconds);
  expect(search.compactions).toBe(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(search.compactions).toBe(2);
  await vi.advanceTimersByTimeAsync(10 * keepMilliseconds);
  expect(search.compactions).toBe(2);
  await compactor.stop();
});
