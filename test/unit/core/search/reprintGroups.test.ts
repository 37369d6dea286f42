import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupReprints, type Print } from '../../../../core/search/reprintGroups.ts';

const print = (id: string, published: string, ...bands: number[]): Print => ({ id, published, bands });

describe('prints of one story', () => {
  it('are counted under the one published first', () => {
    const prints = [
      print('c', '2021-05-05', 1, 2, 3),
      print('b', '2021-05-03', 1, 2, 9),
      print('undated', '', 1, 2),
      print('other', '2021-05-01', 3, 4),
    ];
    expect(groupReprints(prints)).toEqual(
      new Map([
        ['other', 1],
        ['b', 3],
      ]),
    );
  });

  it('share two bands: one may be chance', () => {
    expect(groupReprints([print('a', '', 1, 2), print('b', '', 2, 3)]).size).toBe(2);
  });

  it('are the same whatever their order, and all are counted', () => {
    const any = fc
      .array(
        fc.record({
          published: fc.constantFrom('', '2021-05-01', '2021-05-02'),
          bands: fc.array(fc.nat(12), { maxLength: 5 }),
        }),
      )
      .map((all) => all.map((each, i) => ({ ...each, id: `d${i}` })));
    fc.assert(
      fc.property(any, (prints) => {
        const groups = groupReprints(prints);
        expect(groupReprints(prints.toReversed())).toEqual(groups);
        expect([...groups.values()].reduce((sum, count) => sum + count, 0)).toBe(prints.length);
      }),
    );
  });
});
