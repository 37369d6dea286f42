/** An erasure must wait for executions that may still write. */
import { expect, it } from 'vitest';
import { findErasureMismatch } from '../../simulation/erasures.ts';

it('without the wait, a mismatch appears in one of a few hundred runs', async () => {
  expect((await findErasureMismatch(1020, 200, true)).differences).not.toEqual([]);
});
