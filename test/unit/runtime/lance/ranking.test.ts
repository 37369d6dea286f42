import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstHits, type RankedHits } from '../../../../runtime/lance/ranking.ts';

/** Hits with these ranks, whose ids are 0, 1, 2 ... in each table. */
const ranked = (ranks: readonly number[]): RankedHits => ({
  ids: BigUint64Array.from(ranks, (_, i) => BigInt(i)),
  scores: Float32Array.from(ranks),
  ranks: Float64Array.from(ranks),
});

it('takes the first hits of all tables together, with those that tie with the last one', () => {
  const first = firstHits([ranked([5, 1, 3]), ranked([]), ranked([3, 4, 2])], 3);
  expect(first).toEqual([
    new Map([
      [0n, 5],
      [2n, 3],
    ]),
    new Map(),
    new Map([
      [0n, 3],
      [1n, 4],
    ]),
  ]);
  expect(firstHits([ranked([1, 2])], 3)).toEqual([
    new Map([
      [0n, 1],
      [1n, 2],
    ]),
  ]);
  expect(firstHits([], 1)).toEqual([]);
});

it('takes the same hits as sorting all of them would', () => {
  // Few different ranks, so that many tie.
  const tables = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), { maxLength: 3 });
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 60 }), (ranks, end) => {
      const sorted = ranks.flat().sort((a, b) => b - a);
      const lowest = sorted[end - 1] ?? Number.NEGATIVE_INFINITY;
      const expected = ranks.map((own) => own.flatMap((rank, i) => (rank >= lowest ? [i] : [])));
      const taken = firstHits(ranks.map(ranked), end).map((first) => [...first.keys()].map(Number));
      expect(taken).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
