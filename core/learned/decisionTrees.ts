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

/** How many nodes lead to each leaf of `Trees`. */
const levels = 6;
const leavesPerTree = 2 ** levels;
const nodesPerTree = leavesPerTree - 1;
const mostFeatures = 256;

/**
 * Trees in the form that is fastest to evaluate: complete ones, one after another, so that the processor need
 * not guess which way a row goes. Up to the threshold of a tree's node `n`, continue at its node `2n + 1`,
 * above it at `2n + 2`. Below a leaf of a higher level, all leaves have its value.
 */
export interface Trees {
  count: number;
  /** By node. */
  features: Uint8Array;
  /** By node. */
  thresholds: Float64Array;
  leaves: Float64Array;
}

/**
 * Converts trees to `Trees`.
 * @throws RangeError for more than six levels or 256 features
 */
export function treesFrom(trees: readonly Tree[]): Trees {
  const features = new Uint8Array(trees.length * nodesPerTree);
  const thresholds = new Float64Array(trees.length * nodesPerTree);
  const leaves = new Float64Array(trees.length * leavesPerTree);
  for (const [t, tree] of trees.entries()) {
    const put = (node: number, at: number): void => {
      const [feature = leaf, value = 0, above = 0] = [tree[3 * node], tree[3 * node + 1], tree[3 * node + 2]];
      const isLeaf = feature === leaf;
      if (at >= nodesPerTree) {
        if (!isLeaf) throw new RangeError(`a tree has more than ${levels} levels`);
        leaves[t * leavesPerTree + at - nodesPerTree] = value;
        return;
      }
      if (feature >= mostFeatures) throw new RangeError(`a tree has more than ${mostFeatures} features`);
      features[t * nodesPerTree + at] = isLeaf ? 0 : feature;
      thresholds[t * nodesPerTree + at] = isLeaf ? 0 : value;
      put(isLeaf ? node : node + 1, 2 * at + 1);
      put(isLeaf ? node : above, 2 * at + 2);
    };
    put(0, 0);
  }
  return { count: trees.length, features, thresholds, leaves };
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
  { count, features, thresholds, leaves }: Trees,
  row: Float64Array,
  stop?: EarlyStop,
): number {
  const first = stop?.trees ?? 0;
  const least = stop?.minLogOdds ?? Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let t = 0; t < count; t++) {
    if (t === first && sum < least) break;
    const root = t * nodesPerTree;
    // Written out for the six levels: a loop takes half as long again.
    let n = 2 - isUpTo(thresholds, row, features, root);
    n = 2 * n + 2 - isUpTo(thresholds, row, features, root + n);
    n = 2 * n + 2 - isUpTo(thresholds, row, features, root + n);
    n = 2 * n + 2 - isUpTo(thresholds, row, features, root + n);
    n = 2 * n + 2 - isUpTo(thresholds, row, features, root + n);
    n = 2 * n + 2 - isUpTo(thresholds, row, features, root + n);
    sum += leaves[t * leavesPerTree + n - nodesPerTree] as number;
  }
  return 1 / (1 + Math.exp(-sum));
}

/** 1 if the row's feature of a node is not above its threshold, else 0. */
function isUpTo(thresholds: Float64Array, row: Float64Array, features: Uint8Array, node: number): number {
  return Number((row[features[node] as number] as number) <= (thresholds[node] as number));
}
