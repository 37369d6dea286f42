import { beforeEach, expect, it, vi } from 'vitest';
import type { HomeFolder } from '../../../local/homeFolder.ts';
import { StartSweep } from '../../../local/startSweep.ts';

const swept = vi.hoisted(() => ({ searchRows: [] as number[], passes: 0 }));
vi.mock('../../../functions/sweep/sweep.ts', () => ({
  sweep: async () => ({ searchRows: swept.searchRows[swept.passes++] ?? 0 }),
}));

const home = {} as HomeFolder;
const someTime = 60_000;

beforeEach(() => {
  swept.passes = 0;
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

it('sweeps once more when the search rows that it queued are stored', async () => {
  swept.searchRows = [3, 1];
  let idle = false;
  const start = new StartSweep(home, { scanned: Promise.resolve(), isIdle: () => idle });
  await vi.advanceTimersByTimeAsync(someTime);
  expect([swept.passes, await start.hasEnded()]).toEqual([1, true]);
  idle = true;
  // Not again: rows that one pass after the other misses are for the log and `dateline verify`.
  await vi.advanceTimersByTimeAsync(someTime);
  expect(swept.passes).toBe(2);
  await start.untilEnded();
});

it('sweeps once if every document has its search row', async () => {
  swept.searchRows = [0];
  const start = new StartSweep(home, { scanned: Promise.resolve(), isIdle: () => true });
  await vi.advanceTimersByTimeAsync(someTime);
  expect(swept.passes).toBe(1);
  await start.untilEnded();
});
