/** One machine summarizes days when nothing else is to be done, and only after a change. */
import { expect, it, vi } from 'vitest';
import { noteMerged } from '../../../../core/records/compaction.ts';
import { summarizeWhenIdle } from '../../../../local/housekeeping/summarizer.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog as log } from '../../../silentLog.ts';

const patience = { timeout: 60_000, interval: 5 };

it('begins when nothing is to be done, goes on until all is, and waits for the next merge', async () => {
  let busy = true;
  const isIdle = vi.fn(() => !busy);
  const outcomes = [{ made: 1, complete: false }, new Error('no disk'), { made: 1, complete: true }];
  const summarizeDays = vi.fn(async () => {
    const outcome = outcomes.shift() ?? { made: 0, complete: true };
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  const ports = { table: new MemoryTable(), clock: Date.now, search: { summarizeDays }, log };
  await noteMerged(ports, ['2021'], 1);
  const stop = summarizeWhenIdle(ports, isIdle, 1);
  const more = async (times: number) => {
    const before = isIdle.mock.calls.length;
    await vi.waitFor(() => expect(isIdle.mock.calls.length).toBeGreaterThan(before + times), patience);
  };
  await more(3);
  expect(summarizeDays).not.toHaveBeenCalled();
  busy = false;
  await vi.waitFor(() => expect(summarizeDays).toHaveBeenCalledTimes(3), patience);
  await more(3);
  expect(summarizeDays).toHaveBeenCalledTimes(3);
  await noteMerged(ports, ['2021'], 1);
  await vi.waitFor(() => expect(summarizeDays).toHaveBeenCalledTimes(4), patience);
  await stop();
});
