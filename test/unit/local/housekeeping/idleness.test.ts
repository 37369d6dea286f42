/** One machine rests only once its search table is compacted: what that takes is returned after it. */
import { expect, it } from 'vitest';
import { isAllStored, isAtRest, WatchedCompaction } from '../../../../local/housekeeping/idleness.ts';

const queue = { hasVisible: () => false, inFlight: () => [] };

it('is not at rest while a part is compacted, and is again once that has ended or failed', async () => {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let returned = 0;
  const search = {
    compact: () => new Promise<void>((resolve, reject) => ends.push({ resolve, reject })),
    parts: async () => ['2026-03'],
    removeOutdated: async () => {},
  };
  const compaction = new WatchedCompaction(search, () => returned++);
  const work = { uploaders: [{ pending: 0 }], queues: [queue], compaction };
  const state = () => [isAllStored(work), isAtRest(work)];
  // A slice begins every ten seconds and mostly finds no part due; a look for rest often meets it.
  const looking = compaction.search.parts();
  expect(state()).toEqual([true, true]);
  expect(await looking).toEqual(['2026-03']);
  expect(returned).toBe(0);

  const first = compaction.search.compact('2026-03');
  const second = compaction.search.compact('2026-04');
  ends[0]?.resolve();
  await first;
  expect(state()).toEqual([true, false]);
  ends[1]?.reject(new Error('no disk'));
  await expect(second).rejects.toThrow('no disk');
  expect(state()).toEqual([true, true]);
  expect(returned).toBe(2);
});

it('is not at rest while a file waits, or a message waits or is in progress', () => {
  const work = { uploaders: [{ pending: 0 }], queues: [queue], compaction: { isRunning: false } };
  expect(isAtRest(work)).toBe(true);
  expect(isAtRest({ ...work, uploaders: [{ pending: 1 }] })).toBe(false);
  expect(isAtRest({ ...work, queues: [queue, { ...queue, hasVisible: () => true }] })).toBe(false);
  expect(isAtRest({ ...work, queues: [{ ...queue, inFlight: () => ['receipt'] }] })).toBe(false);
});
