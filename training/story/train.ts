/**
 * `node training/story/train.ts DIR [cv]`: trains the trees that select the story of a page, on the sets in
 * DIR (the format of `npm run eval:articles`). Prints the pipeline's scores on unseen sites (five-fold
 * cross-validation by site), and writes `models/storyTrees.json` unless `cv` is given.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publisherNames } from '../../core/article/article.ts';
import { leaf, probabilityOf, type Tree, treesFrom } from '../../core/article/decisionTrees.ts';
import { selectStory } from '../../core/article/selectStory.ts';
import { storyParagraphs } from '../../core/article/storyParagraphs.ts';
import { findTitle } from '../../core/article/title.ts';
import { foldOf } from '../articlePages.ts';
import { articleScores } from './articleScores.ts';
import { type BoostSettings, boost } from './boost.ts';
import { type StoryExample, storyExamples } from './dataset.ts';

const [folder = '../shared/eval/articles', only] = process.argv.slice(2);
const settings: Omit<BoostSettings, 'seed'> = {
  trees: 130,
  depth: 6,
  rate: 0.1,
  rows: 0.6,
  features: 0.4,
  penalty: 8,
  leastWeight: 2,
};
/** The model is the mean of two trainings, each on different random samples of rows and features. */
const seeds = [11, 12];
const folds = 5;
const sets = ['aeb', 'fundus', 'naeb', 'traf'];
const examples = storyExamples(folder, sets);
console.log(`${examples.length} pages, ${examples.reduce((sum, { rows }) => sum + rows.length, 0)} blocks`);

function learn(from: readonly StoryExample[]): Tree[] {
  const labelled = from.flatMap(({ rows, labels, weights, page: { found } }) =>
    rows.flatMap((row, i) => {
      const label = labels[i];
      // Most of a page is menus: every fourth of the short lines outside the story represents four.
      const common = label === 0 && (found.visibleBlocks[i]?.text.length ?? 0) < 40;
      if (label === undefined || (common && i % 4 !== 0)) return [];
      return [{ row, label, weight: (weights[i] ?? 0) * (common ? 4 : 1) }];
    }),
  );
  const rows = labelled.map(({ row }) => row);
  const labels = Float64Array.from(labelled, ({ label }) => label);
  const weights = Float64Array.from(labelled, ({ weight }) => weight);
  const trained = seeds.map((seed) => boost(rows, labels, weights, { ...settings, seed }));
  // Interleaved, so that the first trees of the sum are the first trees of each training.
  return Array.from({ length: settings.trees }, (_, t) =>
    trained.flatMap((trees) => (trees[t] === undefined ? [] : [shareOf(trees[t])])),
  ).flat();
}

/** The tree with its leaves divided by the number of trainings. */
function shareOf(tree: Tree): Tree {
  return tree.map((value, i) =>
    i % 3 === 1 && tree[i - 1] === leaf ? Number((value / seeds.length).toPrecision(4)) : value,
  );
}

/** The probabilities of each example's blocks, by trees that were not trained on its site. */
function crossValidate(): Map<StoryExample, number[]> {
  const likely = new Map<StoryExample, number[]>();
  for (let fold = 0; fold < folds; fold++) {
    const trees = treesFrom(learn(examples.filter(({ page }) => foldOf(page.site, folds) !== fold)));
    for (const example of examples) {
      if (foldOf(example.page.site, folds) === fold)
        likely.set(
          example,
          example.rows.map((row) => probabilityOf(trees, row)),
        );
    }
  }
  return likely;
}

/** The body as the pipeline builds it: paragraphs without captions, title and standfirst. */
function bodyOf({ page: { found, metadata, url } }: StoryExample, likely: readonly number[]): string {
  const story = selectStory(found.visibleBlocks, likely);
  const title = findTitle(found.visibleBlocks, story, metadata, { url, sites: publisherNames(metadata) });
  const paragraphs = storyParagraphs(story.blocks, [title, story.standfirst?.text]);
  const body = paragraphs.filter(({ role }) => role !== 'caption');
  return body.map(({ text }) => text).join('\n\n');
}

function report(likely: ReadonlyMap<StoryExample, readonly number[]>): void {
  for (const set of sets) {
    const some = examples.filter(({ page }) => page.set === set);
    const truth = some.map(({ page }) => page.truth);
    const predictions = some.map((example) => ({
      id: example.page.truth.id,
      body: bodyOf(example, likely.get(example) ?? []),
    }));
    const scores = articleScores(truth, predictions) as Record<string, Record<string, number>>;
    const { precision = 0, recall = 0, f1 = 0, accuracy = 0 } = scores.body ?? scores.snippets ?? {};
    const exact = scores.body === undefined ? '' : `, exact ${accuracy.toFixed(4)}`;
    console.log(
      `${set}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}${exact}`,
    );
  }
}

report(crossValidate());
if (only !== 'cv') {
  const lines = learn(examples).map((tree) => JSON.stringify(tree));
  writeFileSync(join(import.meta.dirname, '../../models/storyTrees.json'), `[\n${lines.join(',\n')}\n]\n`);
}
