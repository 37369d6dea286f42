/**
 * Gradient boosting of decision trees for the logistic loss (Friedman 2001; second order as in XGBoost), on
 * binned features.
 */
import { leaf, type Tree } from '../core/learned/decisionTrees.ts';

export interface BoostSettings {
  trees: number;
  depth: number;
  rate: number;
  /** Share of the rows that each tree is trained on. */
  rows: number;
  /** Share of the features that each tree may use. */
  features: number;
  /** L2 penalty on leaves. */
  penalty: number;
  /** Minimum sum of second derivatives in a leaf. */
  leastWeight: number;
  seed: number;
}

const bins = 64;

/** Trains the trees. @param labels between 0 and 1 @param weights how much each row counts */
export function boost(
  rows: readonly Float64Array[],
  labels: Float64Array,
  weights: Float64Array,
  settings: BoostSettings,
): Tree[] {
  const width = rows[0]?.length ?? 0;
  const random = randomFrom(settings.seed);
  const edges = Array.from({ length: width }, (_, feature) => edgesOf(rows, feature));
  const binned = binnedBy(edges, rows);
  const scores = new Float64Array(rows.length);
  const gradients = new Float64Array(rows.length);
  const curvatures = new Float64Array(rows.length);
  const all = Int32Array.from(rows.keys());
  const trees: Tree[] = [];
  for (let t = 0; t < settings.trees; t++) {
    for (let i = 0; i < rows.length; i++) {
      const p = 1 / (1 + Math.exp(-(scores[i] ?? 0)));
      const weight = weights[i] ?? 0;
      gradients[i] = weight * (p - (labels[i] ?? 0));
      curvatures[i] = weight * Math.max(p * (1 - p), 1e-6);
    }
    const sampled = all.filter(() => random() < settings.rows);
    const features = [...Array(width).keys()].filter(() => random() < settings.features);
    const tree = grow(sampled, features, { binned, edges, gradients, curvatures }, settings);
    for (let i = 0; i < rows.length; i++)
      scores[i] = (scores[i] ?? 0) + answerOf(tree, rows[i] ?? new Float64Array());
    trees.push(tree);
  }
  return trees;
}

/** The mean of several trainings as one model: all their trees, each leaf divided by their number. */
export function meanOf(trainings: readonly (readonly Tree[])[]): Tree[] {
  return trainings.flatMap((trees) =>
    trees.map((tree) =>
      tree.map((value, i) =>
        i % 3 === 1 && tree[i - 1] === leaf ? rounded(value / trainings.length) : value,
      ),
    ),
  );
}

interface Data {
  binned: readonly Uint8Array[];
  edges: readonly Float64Array[];
  gradients: Float64Array;
  curvatures: Float64Array;
}

/** The bin of each row, by feature. Goes row by row, since each row is elsewhere in memory. */
function binnedBy(edges: readonly Float64Array[], rows: readonly Float64Array[]): Uint8Array[] {
  const columns = edges.map(() => new Uint8Array(rows.length));
  for (const [i, row] of rows.entries())
    for (let feature = 0; feature < columns.length; feature++)
      (columns[feature] as Uint8Array)[i] = binOf(edges[feature] as Float64Array, row[feature] as number);
  return columns;
}

/** Sums of gradients and curvatures by feature and bin, in turn. */
type Histogram = Float64Array;

function grow(rows: Int32Array, features: readonly number[], data: Data, settings: BoostSettings): Tree {
  const nodes: number[] = [];
  const build = (members: Int32Array, histogram: Histogram, depth: number): void => {
    const [g, h] = [sumOf(members, data.gradients), sumOf(members, data.curvatures)];
    const split = depth < settings.depth ? bestSplit(histogram, features, { g, h }, settings) : undefined;
    const at = nodes.length;
    if (split === undefined) {
      nodes.push(-1, rounded((-settings.rate * g) / (h + settings.penalty)), 0);
      return;
    }
    const { feature, bin } = split;
    const column = data.binned[feature] ?? new Uint8Array();
    const low = members.filter((i) => (column[i] as number) <= bin);
    const high = members.filter((i) => (column[i] as number) > bin);
    // The smaller side is counted; the other is what is left of their sum.
    const isLast = depth + 1 === settings.depth;
    const counted = isLast ? histogram : histogramOf(low.length < high.length ? low : high, features, data);
    const left = isLast ? histogram : histogram.map((sum, i) => sum - (counted[i] as number));
    nodes.push(feature, data.edges[feature]?.[bin] ?? 0, 0);
    build(low, low.length < high.length ? counted : left, depth + 1);
    nodes[at + 2] = nodes.length / 3;
    build(high, low.length < high.length ? left : counted, depth + 1);
  };
  build(rows, histogramOf(rows, features, data), 0);
  return nodes;
}

function histogramOf(members: Int32Array, features: readonly number[], data: Data): Histogram {
  // Gathers the members' derivatives once, so that each feature needs one sequential pass.
  const gradients = new Float64Array(members.length);
  const curvatures = new Float64Array(members.length);
  for (let k = 0; k < members.length; k++) {
    gradients[k] = data.gradients[members[k] as number] as number;
    curvatures[k] = data.curvatures[members[k] as number] as number;
  }
  const sums = new Float64Array(features.length * 2 * bins);
  for (const [f, feature] of features.entries()) {
    const column = data.binned[feature] as Uint8Array;
    const start = f * 2 * bins;
    for (let k = 0; k < members.length; k++) {
      const at = start + 2 * (column[members[k] as number] as number);
      sums[at] = (sums[at] as number) + (gradients[k] as number);
      sums[at + 1] = (sums[at + 1] as number) + (curvatures[k] as number);
    }
  }
  return sums;
}

function bestSplit(
  histogram: Histogram,
  features: readonly number[],
  { g, h }: { g: number; h: number },
  { penalty, leastWeight }: BoostSettings,
) {
  let best: { feature: number; bin: number; gain: number } | undefined;
  for (const [f, feature] of features.entries()) {
    let [gl, hl] = [0, 0];
    for (let bin = 0; bin < bins; bin++) {
      const at = 2 * (f * bins + bin);
      gl += histogram[at] as number;
      hl += histogram[at + 1] as number;
      if (hl < leastWeight || h - hl < leastWeight) continue;
      const gain = gl ** 2 / (hl + penalty) + (g - gl) ** 2 / (h - hl + penalty) - g ** 2 / (h + penalty);
      if (gain > (best?.gain ?? 1e-6)) best = { feature, bin, gain };
    }
  }
  return best;
}

function sumOf(members: Int32Array, values: Float64Array): number {
  let sum = 0;
  for (const i of members) sum += values[i] as number;
  return sum;
}

/** The boundaries of a feature's bins: quantiles, or midpoints between values if there are few. */
function edgesOf(rows: readonly Float64Array[], feature: number): Float64Array {
  const step = Math.max(1, Math.floor(rows.length / 20_000));
  const values = new Float64Array(Math.ceil(rows.length / step));
  for (let i = 0; i < values.length; i++) values[i] = rows[i * step]?.[feature] ?? 0;
  values.sort();
  const different = [...new Set(values)];
  const chosen =
    different.length <= bins
      ? different.slice(0, -1).map((value, i) => (value + (different[i + 1] ?? value)) / 2)
      : [
          ...new Set(
            Array.from(
              { length: bins - 1 },
              (_, i) => values[Math.floor(((i + 1) * values.length) / bins)] ?? 0,
            ),
          ),
        ];
  return Float64Array.from(chosen, rounded);
}

function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function answerOf(tree: Tree, row: Float64Array): number {
  let at = 0;
  while (tree[at] !== -1)
    at = (row[tree[at] ?? 0] ?? 0) <= (tree[at + 1] ?? 0) ? at + 3 : 3 * (tree[at + 2] ?? 0);
  return tree[at + 1] ?? 0;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Random numbers in [0, 1) by mulberry32, so that the same seed gives the same trees. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
