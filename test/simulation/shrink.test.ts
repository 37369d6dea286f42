import { expect, it } from 'vitest';
import { history } from './history.ts';
import { type FailedRun, shrink } from './shrink.ts';

const seed = 41;
/** Each operation keeps its place when others are left out. */
const placed = history(seed, 100).map((operation, at) => ({ at, ...operation }));
const [first, , third] = placed;

/** Fails with these two operations, and counts how often it is asked. */
function needsTwo() {
  const asked: FailedRun[] = [];
  const fails = async (run: FailedRun) => {
    asked.push(run);
    const held = run.operations.map((operation) => JSON.stringify(operation));
    return [first, third].every((operation) => held.includes(JSON.stringify(operation)));
  };
  return { asked, fails };
}

it('leaves out all operations and nuisances that a failure does not need', async () => {
  const shortest = await shrink(seed, undefined, needsTwo());
  expect(shortest.operations).toEqual([first, third]);
  expect(shortest.calmed.length).toBeGreaterThan(0);
});

it('leaves out the end of a history whose course it needs as it is', async () => {
  const fails = async ({ operations, schedule }: FailedRun) =>
    schedule === seed &&
    operations.length >= 37 &&
    operations.every((operation, i) => JSON.stringify(operation) === JSON.stringify(placed[i]));
  const shortest = await shrink(seed, undefined, { most: 40, fails });
  expect(shortest.operations).toEqual(placed.slice(0, 37));
});

it('ends after its runs, with the shortest failure so far', async () => {
  const { asked, fails } = needsTwo();
  const shortest = await shrink(seed, undefined, { most: 60, fails });
  expect(asked).toHaveLength(60);
  expect(shortest.operations.length).toBeLessThan(100);
  expect(await fails(shortest)).toBe(true);
});

it('ends soon, however long the failure stays', async () => {
  let asked = 0;
  const whole = await shrink(seed, undefined, { fails: async () => ++asked < 0 });
  expect(asked).toBeLessThanOrEqual(300);
  expect(whole.operations).toEqual(placed);
});
