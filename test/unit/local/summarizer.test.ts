/** One machine summarizes days when nothing else is to be done, and only after a change. */
import { expect, it, vi } from 'vitest';
import { Summarizer } from '../../../local/summarizer.ts';

const patience = { timeout: 60_000, interval: 5 };
const silent = { info() {}, warn() {}, error() {} };

it('begins when nothing is to be done, goes on until all is, and waits for the next compaction', async () => {
  let [busy, compactions] = [true, 0];
  const isIdle = vi.fn(() => !busy);
  const outcomes = [{ made: 1, complete: false }, new Error('no disk'), { made: 1, complete: true }];
  const summarizeDays = vi.fn(async () => {
    const outcome = outcomes.shift() ?? { made: 0, complete: true };
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  const looks = vi.fn(() => compactions);
  const summarizer = new Summarizer({ search: { summarizeDays }, log: silent }, looks, isIdle, 1);
  const more = async (times: number) => {
    const before = looks.mock.calls.length;
    await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(before + times), patience);
  };
  await more(3);
  expect(summarizeDays).not.toHaveBeenCalled();
  busy = false;
  await vi.waitFor(() => expect(summarizeDays).toHaveBeenCalledTimes(3), patience);
  await more(3);
  expect(summarizeDays).toHaveBeenCalledTimes(3);
  compactions = 1;
  await vi.waitFor(() => expect(summarizeDays).toHaveBeenCalledTimes(4), patience);
  await summarizer.stop();
});
