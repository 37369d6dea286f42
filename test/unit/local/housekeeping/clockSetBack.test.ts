/** A clock that is set back, by however little, holds no message back. */
import { afterAll, describe, expect, it } from 'vitest';
import { watchSetBack } from '../../../../local/housekeeping/clockSetBack.ts';
import { SqliteQueue } from '../../../../runtime/local/queue.ts';

it('is noticed once, and not taken for one that goes on, is set forward or corrected a little', () => {
  let now = Date.parse('2021-05-03T09:00:00Z');
  let forward = 0;
  const wasSetBack = watchSetBack(
    () => now,
    () => forward,
  );
  const after = (passed: number, shown: number) => {
    forward += passed;
    now += shown;
    return wasSetBack();
  };
  expect([after(1000, 1000), after(1000, 3_600_000), after(1000, 990)]).toEqual([false, false, false]);
  expect([after(1000, -600_000), after(1000, 1000)]).toEqual([true, false]);
});

describe('a clock that was set back by ten minutes', () => {
  let now = Date.parse('2021-05-03T09:00:00Z');
  const queue = new SqliteQueue({
    database: ':memory:',
    name: 'touched',
    maxReceives: 5,
    visibilitySeconds: 1800,
    clock: () => now,
  });
  const bodies = () => queue.receive(10).map(({ body }) => body);
  afterAll(() => queue.close());

  it('hides messages that waited, until their delays are ended; not those in flight', async () => {
    await queue.send(['"in flight"', '"failed"', '"postponed"']);
    const [, failed, postponed] = queue.receive(3).map(({ receiptHandle }) => receiptHandle);
    queue.release([String(failed)]);
    queue.postpone(String(postponed), 60);
    await queue.send(['"waiting"']);
    now -= 600_000;
    expect(queue.hasVisible(1)).toBe(false);
    expect(queue.endDelays()).toBe(3);
    expect(bodies()).toEqual(['"failed"', '"postponed"', '"waiting"']);
  });

  it('hides none that was being sent meanwhile', async () => {
    const sent = queue.send(['"on its way"']);
    now -= 600_000;
    expect(queue.endDelays()).toBe(0);
    await sent;
    expect(bodies()).toEqual(['"on its way"']);
  });
});
