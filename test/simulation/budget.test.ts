/** The records equal a rebuild although the budget of the day stops all stages again and again. */
import { expect, it } from 'vitest';
import { budgetPrefix, spentPrefix } from '../../core/records/keys.ts';
import { messagesPerDay } from './consumer.ts';
import { type FaultProfile, faultProfileOf } from './faultProfile.ts';
import { history } from './history.ts';
import { compareWithRebuild } from './run.ts';
import { World } from './world.ts';

async function run(seed: number, profile: Partial<FaultProfile>): Promise<World> {
  const world = new World(seed, {
    ...faultProfileOf(seed, undefined),
    lossy: true,
    budget: true,
    ...profile,
  });
  await world.run(history(seed, 20));
  return world;
}

/** By day: how many messages were begun. */
function begunByDay(world: World): number[] {
  const days = new Map<string, number>();
  for (const { pk, sk, usage } of world.table.items())
    if (pk.startsWith(budgetPrefix) && sk.startsWith(spentPrefix))
      days.set(pk, (days.get(pk) ?? 0) + (usage as { messages: number }).messages);
  return [...days.values()];
}

it('without faults no message is given up, and no day costs much more than its budget', async () => {
  const world = await run(5, { faults: false, badQueues: false, conflicts: false, throttled: false });
  expect(await compareWithRebuild(world)).toEqual([]);
  const begun = begunByDay(world);
  expect(begun.length).toBeGreaterThan(1);
  // It was spent. Executions that begin together do not know of each other: at most 24, of ten messages each.
  expect(Math.max(...begun)).toBeGreaterThanOrEqual(messagesPerDay);
  expect(Math.max(...begun)).toBeLessThan(messagesPerDay + 24 * 10);
  for (const { dead } of Object.values(world.queues)) expect(dead).toEqual([]);
});

it.each([1])('with faults, by seed %i', async (seed) => {
  expect(await compareWithRebuild(await run(seed, {}))).toEqual([]);
});
