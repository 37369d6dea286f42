import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../core/random.ts';
import { countValues } from '../../../../core/search/facetCounts.ts';

describe('counts of values', () => {
  it('are exact if all documents were read, each value once a document', () => {
    expect(countValues([['a', 'b', 'a'], ['a'], []], 3)).toEqual([
      { name: 'a', documents: 2 },
      { name: 'b', documents: 1 },
    ]);
  });

  it('are estimates otherwise, mostly within their error', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 0.9, noNaN: true }), (seed, share) => {
        const random = new Random(seed);
        const all = Array.from({ length: 2000 }, (_, i) => (i < 2000 * share ? ['x'] : []));
        const truth = all.flat().length;
        let within = 0;
        for (let round = 0; round < 40; round++) {
          const read = all.map((row) => ({ row, key: random.next() })).sort((a, b) => a.key - b.key);
          const sample = read.slice(0, 400).map(({ row }) => row);
          const [count] = countValues(sample, all.length);
          if (count !== undefined && Math.abs(count.documents - truth) <= (count.error ?? 0)) within++;
        }
        // 38 of 40 are expected.
        expect(within).toBeGreaterThan(28);
      }),
      { numRuns: 5, seed: 1 },
    );
  });
});
