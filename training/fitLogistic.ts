/**
 * Logistic regression by Newton's method (iteratively reweighted least squares), with a small ridge penalty
 * for a unique solution.
 */
import { logistic } from '../core/learned/logistic.ts';

const rounds = 25;
const ridge = 0.1;

/**
 * The weight of each term.
 * @param examples `right` is 1 or 0; `weight` is how much the example counts
 */
export function fitLogistic(
  examples: readonly { terms: readonly number[]; right: number; weight: number }[],
): number[] {
  const size = examples[0]?.terms.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((weight) => -ridge * weight);
    const curvature = weights.map((_, i) => weights.map((_, j) => (i === j ? ridge : 0)));
    for (const { terms, right, weight } of examples) {
      const predicted = logistic(weights, terms);
      for (let i = 0; i < size; i++) {
        const term = terms[i] ?? 0;
        gradient[i] = (gradient[i] ?? 0) + weight * (right - predicted) * term;
        const row = curvature[i] as number[];
        for (let j = 0; j < size; j++)
          row[j] = (row[j] ?? 0) + weight * predicted * (1 - predicted) * term * (terms[j] ?? 0);
      }
    }
    const step = solve(curvature, gradient);
    weights = weights.map((weight, i) => weight + (step[i] ?? 0));
  }
  return weights;
}

/** Solves `matrix` x = `right` by elimination. The matrix is positive definite, so no pivot is 0. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (const [i, pivot] of rows.entries()) {
    for (const [j, row] of rows.entries()) {
      if (j === i) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      rows[j] = row.map((value, k) => value - factor * (pivot[k] ?? 0));
    }
  }
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}
