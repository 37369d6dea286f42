/** Random histories in which somebody sometimes erases a key. */
import { Random } from '../../core/random.ts';
import { isComplete } from '../../functions/erase/erasureReceipt.ts';
import { history, type Operation } from './history.ts';
import { allKeys } from './press.ts';
import { runOnce } from './run.ts';

/** A history in which somebody sometimes erases a key. */
export function historyWithErasures(seed: number, length: number): Operation[] {
  const random = new Random(seed);
  return history(seed, length).flatMap((operation): Operation[] =>
    random.chance(0.15) ? [operation, { do: 'erase', key: random.pick(allKeys) }] : [operation],
  );
}

/**
 * The differences of the first of `count` runs from seed `first` on that has some, and how many erasures were
 * complete before it.
 */
export async function findErasureMismatch(
  first: number,
  count: number,
): Promise<{ differences: string[]; complete: number }> {
  let complete = 0;
  for (let seed = first; seed < first + count; seed++) {
    const { differences, erased } = await runOnce(seed, { operations: historyWithErasures(seed, 60) });
    if (differences.length > 0) return { differences: [`seed ${seed}`, ...differences], complete };
    complete += erased.filter(({ receipt }) => isComplete(receipt)).length;
  }
  return { differences: [], complete };
}
