/**
 * `node training/story/train.ts DIR [cv]`: learns which blocks of a page are its story from the sets in DIR (as `npm run eval:articles`
 * reads them), prints what the pipeline reaches with trees on sites that they have not seen (five folds, by site), and writes
 * `models/storyTrees.json`, unless `cv` is said.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publisherNames } from '../../core/article/article.ts';
import { storyParagraphs } from '../../core/article/storyParagraphs.ts';
import { selectStory } from '../../core/article/selectStory.ts';
import { findTitle } from '../../core/article/title.ts';
import { leaf, probabilityOf, type Tree, treesFrom } from '../../core/article/decisionTrees.ts';
import { foldOf } from '../articlePages.ts';
import { articleScores } from './articleScores.ts';
import { boost, type BoostSettings } from './boost.ts';
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
/** Two trainings that saw other shares of rows and features; what is learned is their mean. */
const seeds = [11, 12];
const folds = 5;
const sets = ['aeb', 'fundus', 'naeb', 'traf'];
const examples = storyExamples(folder, sets);
console.log(`${examples.length} pages, ${examples.reduce((sum, { rows }) => sum + rows.length, 0)} blocks`);

function learn(from: readonly StoryExample[]): Tree[] {
  const labelled = from.flatMap(({ rows, labels, weights, page: { found } }) =>
    rows.flatMap((row, i) => {
      const label = labels[i];
      // Most of a page is menus: of its short lines that are no story, every fourth stands for four.
      const common = label === 0 && (found.shown[i]?.text.length ?? 0) < 40;
      if (label === undefined || (common && i % 4 !== 0)) return [];
      return [{ row, label, weight: (weights[i] ?? 0) * (common ? 4 : 1) }];
    }),
  );
  const rows = labelled.map(({ row }) => row);
  const labels = Float64Array.from(labelled, ({ label }) => label);
  const weights = Float64Array.from(labelled, ({ weight }) => weight);
  const trained = seeds.map((seed) => boost(rows, labels, weights, { ...settings, seed }));
  // In turn, so that the first trees of the sum say what the first of each say.
  return Array.from({ length: settings.trees }, (_, t) =>
    trained.flatMap((trees) => (trees[t] === undefined ? [] : [shareOf(trees[t])])),
  ).flat();
}

/** A tree whose leaves count as one training's among all. */
function shareOf(tree: Tree): Tree {
  return tree.map((value, i) =>
    i % 3 === 1 && tree[i - 1] === leaf ? Number((value / seeds.length).toPrecision(4)) : value,
  );
}

/** For each example, how likely its blocks are by trees that have not seen its site. */
function unseen(): Map<StoryExample, number[]> {
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

/** What the story's blocks make of the page, as the pipeline does: paragraphs without captions, title and standfirst. */
function bodyOf({ page: { found, metadata, url } }: StoryExample, likely: readonly number[]): string {
  const story = selectStory(found.shown, likely);
  const title = findTitle(found.shown, story, metadata, { url, sites: publisherNames(metadata) });
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

report(unseen());
if (only !== 'cv') {
  const lines = learn(examples).map((tree) => JSON.stringify(tree));
  writeFileSync(join(import.meta.dirname, '../../models/storyTrees.json'), `[\n${lines.join(',\n')}\n]\n`);
}
