/** One machine does a piece of work only when it is idle, one at a time, and goes on after an error. */
import { expect, it, vi } from 'vitest';
import { repeatWhen } from '../../../../local/housekeeping/repeatWhen.ts';

const patience = { timeout: 60_000, interval: 2 };

it('waits for a piece before it looks again, and for the last one when it stops', async () => {
  const ends: (() => void)[] = [];
  const isIdle = vi.fn(() => true);
  const onError = vi.fn();
  const stop = repeatWhen(isIdle, 1, () => new Promise<void>((resolve) => ends.push(resolve)), onError);
  await vi.waitFor(() => expect(ends).toHaveLength(1), patience);
  expect(isIdle).toHaveBeenCalledOnce();
  ends[0]?.();
  await vi.waitFor(() => expect(ends).toHaveLength(2), patience);
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  ends[1]?.();
  await stopping;
  expect(onError).not.toHaveBeenCalled();
});

it('goes on after a look or a piece that failed', async () => {
  const errors: unknown[] = [];
  const isIdle = vi
    .fn(() => true)
    .mockImplementationOnce(() => {
      throw new Error('the disk is full');
    });
  const work = vi.fn(async () => {}).mockRejectedValueOnce(new Error('no answer'));
  const stop = repeatWhen(isIdle, 1, work, (error) => errors.push(error));
  await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(2), patience);
  await stop();
  expect(errors).toEqual([new Error('the disk is full'), new Error('no answer')]);
});
