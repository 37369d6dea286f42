/** Which of a document's sources wins. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DocumentSource } from '../../../../core/records/document.ts';
import { compareSources } from '../../../../core/records/sources.ts';

const source = (modified: number, key: string) => ({ modified, key }) as DocumentSource;

it('the newest source comes first, and of equally old ones the one with the largest key', () => {
  const sources = [source(1, 'z'), source(2, 'a'), source(2, 'c'), source(2, 'b'), source(0, 'y')];
  const order = (each: readonly DocumentSource[]) => each.toSorted(compareSources).map(({ key }) => key);
  expect(order(sources)).toEqual(['c', 'b', 'a', 'z', 'y']);
  fc.assert(
    fc.property(fc.shuffledSubarray(sources, { minLength: sources.length }), (shuffled) => {
      expect(order(shuffled)).toEqual(order(sources));
    }),
  );
  for (const a of sources)
    for (const b of sources) expect(compareSources(a, b) + compareSources(b, a)).toBe(0);
});
