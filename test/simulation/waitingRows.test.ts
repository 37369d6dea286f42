/** Search rows that wait for others: whatever happens meanwhile, the records and rows equal a rebuild. */
import { expect, it } from 'vitest';
import { runOnce } from './run.ts';

const length = 30;

it.each([2, 3])('history %i', async (seed) => {
  console.log(`simulation: seed ${seed}, waiting`);
  const { differences } = await runOnce(seed, { length, profile: { waiting: true } });
  expect(differences).toEqual([]);
});
