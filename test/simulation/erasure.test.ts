/** Erasures during other work: wherever they are interrupted, the records finally equal a rebuild. */
import { expect, it } from 'vitest';
import { findErasureMismatch } from './erasures.ts';

const fresh = Date.now() % 1_000_000_000;

it(`the records equal a rebuild in 8 runs with erasures from seed ${fresh} on`, async () => {
  const { differences, complete } = await findErasureMismatch(fresh, 8);
  expect(differences).toEqual([]);
  expect(complete).toBeGreaterThan(0);
});
