import { expect, test } from 'vitest';
import { probabilityOf, type Tree, treesFrom } from '../../../core/decisionTrees.ts';

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
