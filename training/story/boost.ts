/**
 * Gradient boosting of decision trees for the logistic loss (Friedman 2001; second order as in XGBoost), on
 * binned features.
 */
import type { Tree } from '../../core/article/decisionTrees.ts';

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
  const binned = edges.map((edge, feature) => Uint8Array.from(rows, (row) => binOf(edge, row[feature] ?? 0)));
  const scores = new Float64Array(rows.length);
  const gradients = new Float64Array(rows.length);
  const curvatures = new Float64Array(rows.length);
  const trees: Tree[] = [];
  for (let t = 0; t < settings.trees; t++) {
    for (let i = 0; i < rows.length; i++) {
      const p = 1 / (1 + Math.exp(-(scores[i] ?? 0)));
      const weight = weights[i] ?? 0;
      gradients[i] = weight * (p - (labels[i] ?? 0));
      curvatures[i] = weight * Math.max(p * (1 - p), 1e-6);
    }
    const sampled = Int32Array.from(rows.keys()).filter(() => random() < settings.rows);
    const features = [...Array(width).keys()].filter(() => random() < settings.features);
    const tree = grow(sampled, features, { binned, edges, gradients, curvatures }, settings);
    for (let i = 0; i < rows.length; i++)
      scores[i] = (scores[i] ?? 0) + answerOf(tree, rows[i] ?? new Float64Array());
    trees.push(tree);
  }
  return trees;
}

interface Data {
  binned: readonly Uint8Array[];
  edges: readonly Float64Array[];
  gradients: Float64Array;
  curvatures: Float64Array;
}

function grow(rows: Int32Array, features: readonly number[], data: Data, settings: BoostSettings): Tree {
  const nodes: number[] = [];
  const build = (members: Int32Array, depth: number): void => {
    const split = depth < settings.depth ? bestSplit(members, features, data, settings) : undefined;
    const at = nodes.length;
    if (split === undefined) {
      let [g, h] = [0, 0];
      for (const i of members) {
        g += data.gradients[i] ?? 0;
        h += data.curvatures[i] ?? 0;
      }
      nodes.push(-1, rounded((-settings.rate * g) / (h + settings.penalty)), 0);
      return;
    }
    const { feature, bin } = split;
    const column = data.binned[feature] ?? new Uint8Array();
    nodes.push(feature, data.edges[feature]?.[bin] ?? 0, 0);
    build(
      members.filter((i) => (column[i] ?? 0) <= bin),
      depth + 1,
    );
    nodes[at + 2] = nodes.length / 3;
    build(
      members.filter((i) => (column[i] ?? 0) > bin),
      depth + 1,
    );
  };
  build(rows, 0);
  return nodes;
}

function bestSplit(
  members: Int32Array,
  features: readonly number[],
  data: Data,
  { penalty, leastWeight }: BoostSettings,
) {
  // Gathers the members' derivatives once, so that each feature needs one sequential pass.
  const gradients = Float64Array.from(members, (i) => data.gradients[i] as number);
  const curvatures = Float64Array.from(members, (i) => data.curvatures[i] as number);
  const g = sumOf(gradients);
  const h = sumOf(curvatures);
  const gs = new Float64Array(bins + 1);
  const hs = new Float64Array(bins + 1);
  let best: { feature: number; bin: number; gain: number } | undefined;
  for (const feature of features) {
    const column = data.binned[feature] as Uint8Array;
    gs.fill(0);
    hs.fill(0);
    for (let k = 0; k < members.length; k++) {
      const bin = column[members[k] as number] as number;
      gs[bin] = (gs[bin] as number) + (gradients[k] as number);
      hs[bin] = (hs[bin] as number) + (curvatures[k] as number);
    }
    let [gl, hl] = [0, 0];
    for (let bin = 0; bin < bins; bin++) {
      gl += gs[bin] as number;
      hl += hs[bin] as number;
      if (hl < leastWeight || h - hl < leastWeight) continue;
      const gain = gl ** 2 / (hl + penalty) + (g - gl) ** 2 / (h - hl + penalty) - g ** 2 / (h + penalty);
      if (gain > (best?.gain ?? 1e-6)) best = { feature, bin, gain };
    }
  }
  return best;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** The boundaries of a feature's bins: quantiles, or midpoints between values if there are few. */
function edgesOf(rows: readonly Float64Array[], feature: number): Float64Array {
  const step = Math.max(1, Math.floor(rows.length / 20_000));
  const values = Float64Array.from(
    rows.filter((_, i) => i % step === 0),
    (row) => row[feature] ?? 0,
  ).sort();
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
