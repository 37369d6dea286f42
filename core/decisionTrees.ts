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

/** Trees in the form that is fastest to evaluate: the nodes of all of them, one tree after another. */
export interface Trees {
  /** The first node of each tree. */
  roots: Int32Array;
  /** By node: its feature, or `leaf`. */
  features: Int16Array;
  /** By node: its threshold, or the value of a leaf. */
  values: Float64Array;
  /** By node: the node to continue at above the threshold. */
  above: Int32Array;
}

/** Converts trees to `Trees`. */
export function treesFrom(trees: readonly Tree[]): Trees {
  const nodes = trees.reduce((sum, tree) => sum + tree.length / 3, 0);
  const made = {
    roots: new Int32Array(trees.length),
    features: new Int16Array(nodes),
    values: new Float64Array(nodes),
    above: new Int32Array(nodes),
  };
  let first = 0;
  for (const [t, tree] of trees.entries()) {
    made.roots[t] = first;
    for (let node = 0; 3 * node < tree.length; node++) {
      made.features[first + node] = tree[3 * node] ?? leaf;
      made.values[first + node] = tree[3 * node + 1] ?? 0;
      made.above[first + node] = first + (tree[3 * node + 2] ?? 0);
    }
    first += tree.length / 3;
  }
  return made;
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
export function probabilityOf(
  { roots, features, values, above }: Trees,
  row: Float64Array,
  stop?: EarlyStop,
): number {
  const first = stop?.trees ?? 0;
  const least = stop?.minLogOdds ?? Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let t = 0; t < roots.length; t++) {
    if (t === first && sum < least) break;
    let node = roots[t] as number;
    let feature = features[node] as number;
    while (feature !== leaf) {
      node = (row[feature] as number) <= (values[node] as number) ? node + 1 : (above[node] as number);
      feature = features[node] as number;
    }
    sum += values[node] as number;
  }
  return 1 / (1 + Math.exp(-sum));
}
