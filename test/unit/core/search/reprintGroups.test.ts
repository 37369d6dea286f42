import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupReprints, type Print } from '../../../../core/search/reprintGroups.ts';

const print = (id: string, printed: number, ...bands: number[]): Print => ({
  id,
  printed,
  bands,
  status: 'usable',
});

describe('prints of one story', () => {
  it('are counted under the one printed first', () => {
    const prints = [
      print('c', 5, 1, 2, 3),
      print('b', 3, 1, 2, 9),
      print('a', 4, 1, 2),
      print('other', 1, 3, 4),
    ];
    expect(groupReprints(prints)).toEqual(
      new Map([
        ['other', 1],
        ['b', 3],
      ]),
    );
  });

  it('are counted under one that may be published, if there is one', () => {
    const killed = { ...print('killed', 1, 1, 2), status: 'canceled' };
    const withheld = { ...print('withheld', 2, 1, 2), status: 'withheld' };
    const embargoed = { ...print('embargoed', 3, 1, 2), status: 'embargoed' };
    const kept = print('kept', 4, 1, 2);
    expect(groupReprints([killed, withheld, kept])).toEqual(new Map([['kept', 3]]));
    expect(groupReprints([killed, embargoed, kept])).toEqual(new Map([['embargoed', 3]]));
    expect(groupReprints([withheld, killed])).toEqual(new Map([['killed', 2]]));
  });

  it('share two bands: one may be chance', () => {
    expect(groupReprints([print('a', 1, 1, 2), print('b', 1, 2, 3)]).size).toBe(2);
  });

  it('are the same whatever their order, and all are counted', () => {
    const any = fc
      .array(
        fc.record({
          printed: fc.nat(2),
          status: fc.constantFrom('usable', 'embargoed', 'withheld', 'canceled'),
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
