import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { flatMapInTurns, giveWay, itemsPerTurn } from '../../../core/giveWay.ts';
import { countTurns } from '../countTurns.ts';

/** What the parts have taken so far, in milliseconds. */
let now: number;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/**
 * Runs works side by side, each in parts of so many milliseconds.
 * @returns the works of each turn of the event loop, in their order
 */
async function turnsOf(works: Record<string, number>, parts: number): Promise<string[]> {
  const turns: string[] = [];
  let isWorking = true;
  const count = () => {
    turns.push('');
    if (isWorking) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(
    Object.entries(works).map(async ([name, milliseconds]) => {
      for (let part = 0; part < parts; part++) {
        await giveWay();
        turns[turns.length - 1] += name;
        now += milliseconds;
      }
    }),
  );
  isWorking = false;
  return turns.filter((each) => each !== '');
}

it('lets short parts of several works share a turn', async () => {
  expect(await turnsOf({ a: 1, b: 1, c: 1 }, 3)).toEqual(['abc', 'abc', 'abc']);
});

it('begins no part once a turn has taken long, and goes on in order', async () => {
  expect(await turnsOf({ a: 3, b: 3, c: 3 }, 2)).toEqual(['ab', 'ca', 'bc']);
});

it('gives each long part a turn of its own, and none is passed over', async () => {
  expect(await turnsOf({ a: 20, b: 20, c: 1 }, 2)).toEqual(['a', 'b', 'ca', 'b', 'c']);
});

it('maps a long list in groups, between which other work runs, and a short one at once', async () => {
  const map = (some: number[]) => some.flatMap((each) => (each % 3 === 0 ? [each, -each] : []));
  for (const length of [0, 1, itemsPerTurn, itemsPerTurn + 1, 5 * itemsPerTurn]) {
    const items = Array.from({ length }, (_, i) => i);
    const { result, turns } = await countTurns(flatMapInTurns(items, map));
    expect(result).toEqual(map(items));
    // The counter begins with the first of them.
    expect(turns).toBe(Math.max(0, Math.ceil(length / itemsPerTurn) - 2));
  }
});
