/**
 * Boosted decision trees for classification: the values that all trees give a row of features add up to the
 * log odds.
 */

/**
 * A tree in one array, three numbers per node: the feature, the threshold, and the index of the node to
 * continue at above the threshold; up to it, continue at the next node. A leaf has the feature -1 and its
 * value.
 */
export type Tree = readonly number[];

export const leaf = -1;

/** Converts trees to the representation that is fastest to evaluate. */
export function treesFrom(trees: readonly Tree[]): readonly Float64Array[] {
  return trees.map((tree) => Float64Array.from(tree));
}

/** Log odds below `minLogOdds` after the first `trees` trees rule a row out; the others are not asked. */
export interface EarlyStop {
  trees: number;
  minLogOdds: number;
}

/**
 * The probability (0 to 1) of a row of features.
 * @param stop with it, a row that the first trees rule out has the probability that these give
 */
export function probabilityOf(trees: readonly Float64Array[], row: Float64Array, stop?: EarlyStop): number {
  let sum = 0;
  for (let t = 0; t < trees.length; t++) {
    if (t === stop?.trees && sum < stop.minLogOdds) break;
    const tree = trees[t] as Float64Array;
    let at = 0;
    let feature = tree[0] as number;
    while (feature !== leaf) {
      at = (row[feature] as number) <= (tree[at + 1] as number) ? at + 3 : 3 * (tree[at + 2] as number);
      feature = tree[at] as number;
    }
    sum += tree[at + 1] as number;
  }
  return 1 / (1 + Math.exp(-sum));
}
