import { beforeEach, expect, it, vi } from 'vitest';
import type { HomeFolder } from '../../local/homeFolder.ts';
import { StartSweep } from '../../local/startSweep.ts';

const swept = vi.hoisted(() => ({ searchRows: [] as number[], outcomes: [] as string[], passes: 0 }));
vi.mock('../../functions/sweep/sweep.ts', () => ({
  sweep: async () => {
    const pass = swept.passes++;
    return { searchRows: swept.searchRows[pass] ?? 0, outcome: swept.outcomes[pass] ?? 'done' };
  },
}));

const home = {} as HomeFolder;
const someTime = 60_000;

beforeEach(() => {
  Object.assign(swept, { searchRows: [], outcomes: [], passes: 0 });
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
  const start = new StartSweep(home, { scanned: Promise.resolve(), isIdle: () => true });
  await vi.advanceTimersByTimeAsync(someTime);
  expect(swept.passes).toBe(1);
  await start.untilEnded();
});

it('waits for a sweep of the command line: that one may have begun before the rows were stored', async () => {
  Object.assign(swept, { searchRows: [3], outcomes: ['done', 'busy', 'busy'] });
  const start = new StartSweep(home, { scanned: Promise.resolve(), isIdle: () => true });
  await vi.advanceTimersByTimeAsync(someTime);
  expect(swept.passes).toBe(4);
  await start.untilEnded();
});

it('begins no pass that it would have to stop', async () => {
  swept.searchRows = [3];
  const start = new StartSweep(home, { scanned: Promise.resolve(), isIdle: () => true });
  await start.hasEnded();
  start.stop();
  await vi.advanceTimersByTimeAsync(someTime);
  expect(swept.passes).toBe(1);
  await start.untilEnded();
});
