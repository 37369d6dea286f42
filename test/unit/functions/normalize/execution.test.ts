/** What an execution has for all of its keys: time, room for payloads, and turns to write. */
import { expect, it } from 'vitest';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { beginExecution } from '../../../../functions/normalize/execution.ts';

const mb = 1024 * 1024;

/** What has happened once all that can go on has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('is over once its time is', () => {
  let now = 1000;
  const execution = beginExecution({
    clock: () => now,
    thresholds: { ...thresholds, deadlineMilliseconds: 500 },
  });
  const over = [1000, 1499, 1500, 1501].map((time) => {
    now = time;
    return execution.isOver();
  });
  expect(over).toEqual([false, false, true, true]);
});

it('has room for payloads of 32 MB, and not for a byte more', async () => {
  const { payloads } = beginExecution({ clock: () => 0 });
  let entered = 0;
  for (const bytes of [20 * mb, 12 * mb, 1]) void payloads.enter(bytes).then(() => entered++);
  await settled();
  expect(entered).toBe(2);
  payloads.leave(12 * mb);
  await settled();
  expect(entered).toBe(3);
});
