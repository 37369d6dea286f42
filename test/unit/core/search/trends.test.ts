import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTrends } from '../../../../core/search/trends.ts';

function countsOf(documents: readonly ReadonlySet<string>[]) {
  const words = new Map<string, number>();
  for (const document of documents) for (const word of document) words.set(word, (words.get(word) ?? 0) + 1);
  return { documents: documents.length, words };
}

describe('findTrends', () => {
  it('does not depend on the order, and lists nothing below its expectation', () => {
    const documents = fc.array(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')).map((each) => new Set<string>(each)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(documents, documents, (day, before) => {
        const found = findTrends(countsOf(day), countsOf(before));
        const reversed = [countsOf([...day].reverse()), countsOf([...before].reverse())] as const;
        expect(findTrends(...reversed)).toEqual(found);
        for (const { name, documents: count, expected, score } of found) {
          expect(count).toBe(day.filter((each) => each.has(name)).length);
          expect(count).toBeGreaterThan(expected - 0.01);
          expect(score).toBeGreaterThan(0);
        }
        expect(found.map(({ score }) => score)).toEqual(
          found.map(({ score }) => score).sort((a, b) => b - a),
        );
      }),
    );
  });
});
