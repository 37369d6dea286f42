/** Boosted decision trees: the sum of what each tree says of a row of numbers is the log odds of «yes». */

/**
 * A tree in one array, three numbers a node: the feature that is asked about, the value up to which the answer is the next node, and the
 * node that is the answer above it. A leaf has the feature -1 and its value.
 */
export type Tree = readonly number[];

const leaf = -1;

/** @returns between 0 and 1 */
export function probabilityOf(trees: readonly Tree[], row: Float64Array): number {
  let sum = 0;
  for (const tree of trees) {
    let at = 0;
    for (;;) {
      const feature = tree[at] ?? leaf;
      const value = tree[at + 1] ?? 0;
      if (feature === leaf) {
        sum += value;
        break;
      }
      at = (row[feature] ?? 0) <= value ? at + 3 : 3 * (tree[at + 2] ?? 0);
    }
  }
  return 1 / (1 + Math.exp(-sum));
}
