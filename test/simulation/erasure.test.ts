/** Erasures during other work: wherever they are interrupted, the records finally equal a rebuild. */
import { expect, it } from 'vitest';
import { Random } from '../../core/random.ts';
import { isComplete } from '../../functions/erase/erasureReceipt.ts';
import { history, type Operation } from './history.ts';
import { allKeys } from './press.ts';
import { runOnce } from './run.ts';

const fresh = Date.now() % 1_000_000_000;

/** A history in which somebody sometimes erases a key. */
function withErasures(seed: number): Operation[] {
  const random = new Random(seed);
  return history(seed, 60).flatMap((operation): Operation[] =>
    random.chance(0.15) ? [operation, { do: 'erase', key: random.pick(allKeys) }] : [operation],
  );
}

async function findMismatch(
  first: number,
  count: number,
  hasty = false,
): Promise<{ differences: string[]; complete: number }> {
  let complete = 0;
  for (let seed = first; seed < first + count; seed++) {
    const { differences, erased } = await runOnce(seed, { operations: withErasures(seed), hasty });
    if (differences.length > 0) return { differences: [`seed ${seed}`, ...differences], complete };
    complete += erased.filter(({ receipt }) => isComplete(receipt)).length;
  }
  return { differences: [], complete };
}

it(`the records equal a rebuild in 8 runs with erasures from seed ${fresh} on`, async () => {
  const { differences, complete } = await findMismatch(fresh, 8);
  expect(differences).toEqual([]);
  expect(complete).toBeGreaterThan(0);
});

it('but not without the wait: a mismatch appears in one of a few hundred runs', async () => {
  expect((await findMismatch(1020, 200, true)).differences).not.toEqual([]);
});
