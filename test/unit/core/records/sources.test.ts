/** Which of a document's sources wins. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Revision } from '../../../../core/document/revision.ts';
import { keys } from '../../../../core/records/keys.ts';
import { compareSources, sourcesOf } from '../../../../core/records/sources.ts';

const source = (modified: number, key: string, revision?: Revision) => ({
  ...{ modified, key, version: 'v', part: '', format: 'text', charset: 'utf-8', bytes: 1, payload: key },
  ...(revision && { revision }),
});
const keysOf = (sources: readonly ReturnType<typeof source>[]) =>
  sourcesOf(sources.map((each) => ({ ...keys.from('d', each.key), token: 1, ...each }))).map(
    ({ key }) => key,
  );

it('the newest source comes first, and of equally old ones the one with the largest key', () => {
  const sources = [source(1, 'z'), source(2, 'a'), source(2, 'c'), source(2, 'b'), source(0, 'y')];
  expect(keysOf(sources)).toEqual(['c', 'b', 'a', 'z', 'y']);
  fc.assert(
    fc.property(fc.shuffledSubarray(sources, { minLength: sources.length }), (shuffled) => {
      expect(keysOf(shuffled)).toEqual(keysOf(sources));
    }),
  );
  for (const a of sources)
    for (const b of sources) expect(compareSources(a, b) + compareSources(b, a)).toBe(0);
});

describe('of versions of one item in files of their own', () => {
  it('the newest version wins, whenever its file was put', () => {
    const [first, second, tenth] = [source(9, 'a', [1, 0]), source(1, 'b', [2, 0]), source(1, 'c', [10, 0])];
    expect(keysOf([first, second])).toEqual(['b', 'a']);
    expect(keysOf([first, second, tenth])).toEqual(['c', 'b', 'a']);
  });

  it('with one number, that which was made last wins, then the file that was put last', () => {
    expect(keysOf([source(9, 'a', [1, 5]), source(1, 'b', [1, 6])])).toEqual(['b', 'a']);
    expect(keysOf([source(9, 'a', [1, 5]), source(8, 'b', [1, 5])])).toEqual(['a', 'b']);
  });

  it('none wins if a file that says no version was put after all of them', () => {
    const versions = [source(1, 'a', [2, 0]), source(2, 'b', [1, 0])];
    expect(keysOf([...versions, source(3, 'c')])).toEqual(['c', 'b', 'a']);
    expect(keysOf([...versions, source(1, 'c')])).toEqual(['a', 'b', 'c']);
  });

  it('the winner does not depend on the order of arrival', () => {
    const revision = fc.option(fc.tuple(fc.nat(2), fc.nat(1)), { nil: undefined });
    const drawn = fc.uniqueArray(fc.tuple(fc.nat(3), fc.string({ maxLength: 2 }), revision), {
      selector: ([, key]) => key,
      minLength: 1,
    });
    fc.assert(
      fc.property(drawn, (drawn) => {
        const sources = drawn.map((each) => source(...each));
        const [winner] = keysOf(sources);
        expect(keysOf(sources.toReversed())[0]).toBe(winner);
        expect(keysOf(sources.toSorted((a, b) => (a.payload < b.payload ? -1 : 1)))[0]).toBe(winner);
      }),
    );
  });
});
