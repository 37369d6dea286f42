/** Erasures during other work: wherever they are interrupted, the records finally equal a rebuild. */
import { expect, it } from 'vitest';
import { findErasureMismatch } from './erasures.ts';

/** Always the same runs. `npm run sim -- --erasures` makes others, and CI does so every day. */
const seed = 1;

it(`the records equal a rebuild in 6 runs with erasures from seed ${seed} on`, async () => {
  const { differences, complete } = await findErasureMismatch(seed, 6);
  expect(differences).toEqual([]);
  expect(complete).toBeGreaterThan(0);
});
