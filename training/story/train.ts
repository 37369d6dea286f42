/**
 * `node training/story/train.ts DIR`: learns which blocks of a page are its story from the sets in DIR (as `npm run eval:articles` reads
 * them), prints what the trees reach on sites that they have not seen, and writes `core/article/storyTrees.json`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { probabilityOf, type Tree, treesFrom } from '../../core/article/trees.ts';
import { scoresOf } from '../../eval/articleScores.ts';
import { boost, type Settings } from './boost.ts';
import { type Example, examplesIn } from './dataset.ts';

const [folder = '../shared/eval/articles', only] = process.argv.slice(2);
const settings: Settings = { trees: 160, depth: 5, rate: 0.09, rows: 0.6, features: 0.4, penalty: 20, leastWeight: 8, seed: 7 };
const folds = 5;
const sets = ['aeb', 'fundus', 'naeb', 'traf'];
const examples = examplesIn(folder, sets);
console.log(`${examples.length} pages, ${examples.reduce((sum, { rows }) => sum + rows.length, 0)} blocks`);

/** One fold per site, so that nothing is learned of the sites that are tested on. */
function foldOf({ site }: Example): number {
  let hash = 0;
  for (const letter of site) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % folds;
}

function learn(from: readonly Example[]): Tree[] {
  const labelled = from.flatMap(({ rows, labels, weights, found }) =>
    rows.flatMap((row, i) => {
      const label = labels[i];
      // Most of a page is menus: of its short lines that are no story, every fourth stands for four.
      const common = label === 0 && (found.shown[i]?.text.length ?? 0) < 40;
      if (label === undefined || (common && i % 4 !== 0)) return [];
      return [{ row, label, weight: (weights[i] ?? 0) * (common ? 4 : 1) }];
    }),
  );
  return boost(
    labelled.map(({ row }) => row),
    Float64Array.from(labelled, ({ label }) => label),
    Float64Array.from(labelled, ({ weight }) => weight),
    settings,
  );
}

/** For each example, how likely its blocks are by trees that have not seen its site. */
function unseen(): Map<Example, number[]> {
  const likely = new Map<Example, number[]>();
  for (let fold = 0; fold < folds; fold++) {
    const trees = treesFrom(learn(examples.filter((example) => foldOf(example) !== fold)));
    for (const example of examples) {
      if (foldOf(example) === fold)
        likely.set(
          example,
          example.rows.map((row) => probabilityOf(trees, row)),
        );
    }
  }
  return likely;
}

const likely = unseen();
report(likely);
if (process.env.DUMP)
  writeFileSync(
    process.env.DUMP,
    JSON.stringify(examples.map((example) => [example.set, example.truth.id, likely.get(example)?.map((p) => Math.round(p * 1e3) / 1e3)])),
  );
if (only !== 'cv')
  writeFileSync(
    join(import.meta.dirname, '../../core/article/storyTrees.json'),
    `[\n${learn(examples)
      .map((tree) => JSON.stringify(tree))
      .join(',\n')}\n]\n`,
  );

function report(likely: ReadonlyMap<Example, number[]>): void {
  for (const set of sets) {
    for (const threshold of [0.35, 0.42, 0.5, 0.58]) {
      const some = examples.filter((example) => example.set === set);
      const predictions = some.map(({ truth, found }, e) => ({
        id: truth.id,
        body: found.shown
          .filter((_, i) => (likely.get(some[e] as Example)?.[i] ?? 0) >= threshold)
          .map(({ text }) => text)
          .join('\n\n'),
      }));
      const { body, snippets } = scoresOf(
        some.map(({ truth }) => truth),
        predictions,
      ) as Record<string, { precision: number; recall: number; f1: number; accuracy: number }>;
      const { precision = 0, recall = 0, f1 = 0, accuracy = 0 } = body ?? snippets ?? {};
      console.log(
        `${set} at ${threshold}: precision ${precision.toFixed(4)} recall ${recall.toFixed(4)} F1 ${f1.toFixed(4)} exact ${accuracy.toFixed(4)}`,
      );
    }
  }
}
