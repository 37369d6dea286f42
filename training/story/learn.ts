/** Trains the trees that rate the blocks of a page (core/article/selectStory.ts). */
import type { Tree } from '../../core/learned/decisionTrees.ts';
import { type BoostSettings, boost } from '../boost.ts';
import type { Learner } from '../keptTrees.ts';
import type { StoryExample } from './dataset.ts';

/** The sets that say which text is the story. */
export const storySets: readonly string[] = ['aeb', 'fundus', 'naeb', 'traf', 'readability'];

const settings: BoostSettings = {
  trees: 130,
  depth: 6,
  rate: 0.1,
  rows: 0.6,
  features: 0.4,
  penalty: 8,
  leastWeight: 2,
  seed: 12,
};
/** The trees learned from the examples. */
export function learnStoryTrees(from: readonly StoryExample[], learn: Learner = boost): Tree[] {
  const labelled = from.flatMap(({ rows, labels, weights, visibleBlocks }) =>
    rows.flatMap((row, i) => {
      const label = labels[i];
      // Most of a page is menus: every fourth of the short lines outside the story represents four.
      const common = label === 0 && (visibleBlocks[i]?.text.length ?? 0) < 40;
      if (label === undefined || (common && i % 4 !== 0)) return [];
      return [{ row, label, weight: (weights[i] ?? 0) * (common ? 4 : 1) }];
    }),
  );
  const rows = labelled.map(({ row }) => row);
  const labels = Float64Array.from(labelled, ({ label }) => label);
  const weights = Float64Array.from(labelled, ({ weight }) => weight);
  return learn(rows, labels, weights, settings);
}
