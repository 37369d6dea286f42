import { expect, test } from 'vitest';
import { probabilityOf, type Tree, treesFrom } from '../../../../core/learned/decisionTrees.ts';

const logistic = (sum: number) => 1 / (1 + Math.exp(-sum));
/** A tree that tests whether feature 0 is above a half. */
const stump = (no: number, yes: number): Tree => [0, 0.5, 2, -1, no, 0, -1, yes, 0];

test('the log odds are the sum of the values of the trees', () => {
  const trees = treesFrom([stump(-1, 2), stump(0.5, 0.25), [-1, -0.75, 0]]);
  expect(probabilityOf(trees, Float64Array.of(0.5))).toBeCloseTo(logistic(-1.25));
  expect(probabilityOf(trees, Float64Array.of(1))).toBeCloseTo(logistic(1.5));
});

test('with an early stop, the first trees rule out a bad row; a doubtful row goes through all trees', () => {
  const trees = treesFrom([
    ...Array.from({ length: 60 }, () => stump(-0.1, -0.05)),
    ...Array.from({ length: 60 }, () => stump(0.1, 0.1)),
  ]);
  const stop = { trees: 60, minLogOdds: -4 };
  const [bad, doubtful] = [Float64Array.of(0), Float64Array.of(1)];
  expect(probabilityOf(trees, bad, stop)).toBeCloseTo(logistic(-6));
  expect(probabilityOf(trees, bad)).toBeCloseTo(logistic(0));
  expect(probabilityOf(trees, doubtful, stop)).toBeCloseTo(logistic(3));
});

/** A tree of so many levels that counts how often in turn the features are above a half. */
function counting(levels: number, feature = 0, count = 0): number[] {
  if (levels === 0) return [-1, count, 0];
  const [low, high] = [0, 1].map((more) => counting(levels - 1, feature + 1, count + more)) as [
    number[],
    number[],
  ];
  const moved = (tree: number[], by: number) =>
    tree.map((value, i) => (i % 3 === 2 && tree[i - 2] !== -1 ? value + by : value));
  return [feature, 0.5, 1 + low.length / 3, ...moved(low, 1), ...moved(high, 1 + low.length / 3)];
}

test.each([0, 1, 4, 6])('all leaves of a tree of %i levels are found', (levels) => {
  const trees = treesFrom([counting(levels)]);
  for (let bits = 0; bits < 2 ** levels; bits++) {
    const row = Float64Array.from({ length: 6 }, (_, feature) => (bits >> feature) & 1);
    const above = row.reduce((sum, value) => sum + value, 0);
    expect(probabilityOf(trees, row)).toBeCloseTo(logistic(above));
  }
});

test('what is no number is above every threshold, as in training', () => {
  expect(probabilityOf(treesFrom([stump(-1, 2)]), Float64Array.of(Number.NaN))).toBeCloseTo(logistic(2));
});

test('trees that do not fit are refused', () => {
  expect(() => treesFrom([counting(7)])).toThrow(RangeError);
  expect(() => treesFrom([[256, 0.5, 2, -1, 0, 0, -1, 1, 0]])).toThrow(RangeError);
});
