import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestPairing } from '../../../../eval/scores/assignment.ts';

/** Tries every pairing. */
function bestOfAll(gains: readonly number[][], free: readonly number[]): number {
  const [row, ...rest] = gains;
  if (row === undefined) return 0;
  const without = bestOfAll(rest, free);
  const tried = free.map((column) => {
    const others = free.filter((each) => each !== column);
    return (row[column] ?? 0) + bestOfAll(rest, others);
  });
  return Math.max(without, ...tried);
}

test('no pairing gains more, whatever the numbers of rows and columns', () => {
  const table = fc
    .integer({ min: 0, max: 5 })
    .chain((columns) =>
      fc.array(fc.array(fc.nat(9), { minLength: columns, maxLength: columns }), { maxLength: 5 }),
    );
  fc.assert(
    fc.property(table, (gains) => {
      const columns = [...(gains[0] ?? []).keys()];
      expect(bestPairing(gains, columns, (row, column) => row[column] ?? 0)).toBe(bestOfAll(gains, columns));
    }),
  );
});
