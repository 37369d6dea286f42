import { expect, test } from 'vitest';
import { probabilityOf, type Tree, treesFrom } from '../../../../core/article/decisionTrees.ts';

const logistic = (sum: number) => 1 / (1 + Math.exp(-sum));
/** Is feature 0 above a half? */
const stump = (no: number, yes: number): Tree => [0, 0.5, 2, -1, no, 0, -1, yes, 0];

test('the log odds are the sum of what the trees say', () => {
  const trees = treesFrom([stump(-1, 2), stump(0.5, 0.25), [-1, -0.75, 0]]);
  expect(probabilityOf(trees, Float64Array.of(0.5))).toBeCloseTo(logistic(-1.25));
  expect(probabilityOf(trees, Float64Array.of(1))).toBeCloseTo(logistic(1.5));
});

test('what the first trees give up is not looked at further; what they doubt is', () => {
  const trees = treesFrom([
    ...Array.from({ length: 60 }, () => stump(-0.1, -0.05)),
    ...Array.from({ length: 60 }, () => stump(0.1, 0.1)),
  ]);
  expect(probabilityOf(trees, Float64Array.of(0))).toBeCloseTo(logistic(-6));
  expect(probabilityOf(trees, Float64Array.of(1))).toBeCloseTo(logistic(3));
});
