/** The value of a logistic regression, 0 to 1: the sum of the terms, each times its weight, as log odds. */
export function logistic(weights: ArrayLike<number>, terms: readonly number[]): number {
  return 1 / (1 + Math.exp(-terms.reduce((sum, term, i) => sum + term * (weights[i] ?? 0), 0)));
}
