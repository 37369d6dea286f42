/** Boosted decision trees: the sum of what each tree says of a row of numbers is the log odds of «yes». */

/**
 * A tree in one array, three numbers a node: the feature that is asked about, the value up to which the answer is the next node, and the
 * node that is the answer above it. A leaf has the feature -1 and its value.
 */
export type Tree = readonly number[];

export const leaf = -1;

/** @returns trees in the form in which they are asked fastest */
export function treesFrom(trees: readonly Tree[]): readonly Float64Array[] {
  return trees.map((tree) => Float64Array.from(tree));
}

/** Most rows are menus: after so many trees, what is less likely than this (as log odds) is not brought back by the others. */
const lookedAt = 60;
const hopeless = -4;

/** @returns between 0 and 1 */
export function probabilityOf(trees: readonly Float64Array[], row: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < trees.length; t++) {
    if (t === lookedAt && sum < hopeless) break;
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
