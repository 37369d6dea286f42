import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenNames, SameWords } from '../../../../../core/entities/network/nameChoice.ts';
import type { PossibleName } from '../../../../../core/entities/network/possibleNames.ts';
import { type Passage, passagesOf } from '../../../../../core/entities/passages.ts';
import type { TagType } from '../../../../../core/entities/tagger/tags.ts';

const [first, second] = [...passagesOf('They met Vera Quelle\nThey left Vera Quelle')] as [Passage, Passage];

function possible(
  passage: Passage,
  [from, to]: [number, number],
  probability: number,
  type: TagType = 'organization',
): PossibleName {
  return { passage, from, to, type, probability };
}

/** What is chosen of one possible name, with others in the document. */
function confidenceOf(name: PossibleName, others: readonly PossibleName[] = []): number | undefined {
  return chosenNames([name], new SameWords([name, ...others]))[0]?.confidence;
}

describe('the chosen names', () => {
  const unsure = possible(first, [2, 4], 0.3);

  it('have some probability', () => {
    expect(confidenceOf(unsure)).toBeUndefined();
    expect(confidenceOf(possible(first, [2, 4], 0.8))).toBeDefined();
  });

  it('are likelier if the same words are a surer name elsewhere', () => {
    expect(confidenceOf(unsure, [possible(second, [2, 4], 0.99)])).toBeDefined();
  });

  it.each([
    ['of another type', possible(second, [2, 4], 0.99, 'place')],
    ['of other words', possible(second, [3, 4], 0.99)],
    ['that are no surer', possible(second, [2, 4], 0.3)],
    ['in the same place', possible(first, [2, 4], 0.99)],
  ])('are not likelier for words %s', (_, other) => {
    expect(confidenceOf(unsure, [other])).toBeUndefined();
  });

  it('know the next surest where the name itself is the surest', () => {
    const others = [0.5, 0.8, 0.6].map((probability) => possible(second, [2, 4], probability));
    const own = possible(first, [2, 4], 0.9);
    expect(new SameWords([...others, own]).surestOther(own)).toBeCloseTo(Math.log(0.8 / 0.2));
  });

  it('are the likelier the surer the others are, up to some bound', () => {
    const own = possible(first, [2, 4], 0.8);
    const beside = (probability: number) => confidenceOf(own, [possible(second, [2, 4], probability)]) ?? 0;
    expect(beside(0.95)).toBeGreaterThan(beside(0.9));
    expect(beside(0.999)).toBe(beside(0.99));
  });

  it('have the greatest sum of those that do not overlap', () => {
    const span = fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 4 }), fc.double({ min: 0.4, max: 0.95 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 7 }), (spans) => {
        const names = spans.map(([from, to, probability]) =>
          possible(first, [Math.min(from, to - 1), to], probability),
        );
        const none = new SameWords([]);
        const probabilityOf = (name: PossibleName) => chosenNames([name], none)[0]?.probability ?? 0.4;
        const sum = (some: readonly PossibleName[]) =>
          some.reduce((total, name) => total + probabilityOf(name) - 0.4, 0);
        const chosen = chosenNames(names, none);
        expect(overlap(chosen)).toBe(false);
        const best = Math.max(
          ...subsets(names)
            .filter((some) => !overlap(some))
            .map(sum),
        );
        expect(chosen.reduce((total, { probability }) => total + probability - 0.4, 0)).toBeCloseTo(best, 9);
      }),
    );
  });
});

function overlap(names: readonly PossibleName[]): boolean {
  return names.some((one, i) => names.slice(i + 1).some(({ from, to }) => from < one.to && one.from < to));
}

function subsets<T>(all: readonly T[]): T[][] {
  return all.reduce<T[][]>((sets, each) => sets.concat(sets.map((set) => [...set, each])), [[]]);
}
