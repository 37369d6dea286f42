/**
 * `node training/title/train.ts DIR [cv]`: learns which text on a page without a headline in JSON-LD is its headline, from the sets in DIR
 * (as `npm run eval:articles` reads them), prints how many titles are right on sites that the trees have not seen, and writes
 * `models/titleTrees.json`, unless `cv` is said.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredContent, publisherNames } from '../../core/article/article.ts';
import { findStory } from '../../core/article/selectStory.ts';
import { findTitle } from '../../core/article/title.ts';
import { titleCandidates, headingsIn, declaredTitles } from '../../core/article/titleCandidates.ts';
import { titleFeatures } from '../../core/article/titleFeatures.ts';
import { normalizeTitle } from '../../core/article/titleWords.ts';
import { probabilityOf, type Tree, treesFrom } from '../../core/article/decisionTrees.ts';
import { type ArticlePage, articlePages, foldOf } from '../articlePages.ts';
import { boost } from '../story/boost.ts';

const [folder = '../shared/eval/articles', only] = process.argv.slice(2);
const settings = {
  trees: 80,
  depth: 4,
  rate: 0.12,
  rows: 0.7,
  features: 0.4,
  penalty: 2,
  leastWeight: 1,
  seed: 7,
};
const folds = 10;
const sets = ['fundus', 'naeb', 'traf'];

interface Example {
  set: string;
  site: string;
  right: string;
  /** What a headline in JSON-LD makes of the page, where there is one: nothing is learned of that. */
  weighed: string | undefined;
  texts: string[];
  rows: Float64Array[];
}

function exampleOf({ set, site, url, truth, metadata, found }: ArticlePage): Example {
  const story = findStory(found, declaredContent(metadata));
  const where = { url, sites: publisherNames(metadata) };
  const [said, headings] = [declaredTitles(metadata), headingsIn(found.shown, story)];
  const candidates = titleCandidates(said, headings);
  const weighed =
    metadata.article?.headline === undefined ? undefined : findTitle(found.shown, story, metadata, where);
  const rows = titleFeatures(candidates, { ...where, said, headings, shown: found.shown, story });
  const texts = candidates.map(({ text }) => normalizeTitle(text));
  return { set, site, right: normalizeTitle(truth.title ?? ''), weighed: weighed && normalizeTitle(weighed), texts, rows };
}

function learn(from: readonly Example[]): Tree[] {
  const learned = from.filter(({ texts, right, weighed }) => weighed === undefined && texts.includes(right));
  const labels = learned.flatMap(({ texts, right }) => texts.map((text) => (text === right ? 1 : 0)));
  return boost(
    learned.flatMap(({ rows }) => rows),
    Float64Array.from(labels),
    new Float64Array(labels.length).fill(1),
    settings,
  );
}

function chosen({ weighed, texts, rows }: Example, trees: readonly Float64Array[]): string | undefined {
  if (weighed !== undefined) return weighed;
  const likely = rows.map((row) => probabilityOf(trees, row));
  return texts[likely.indexOf(Math.max(...likely))];
}

const examples: Example[] = [];
for (const page of articlePages(folder, sets))
  if (page.truth.title !== undefined) examples.push(exampleOf(page));
const right = new Set<Example>();
for (let fold = 0; fold < folds; fold++) {
  const trees = treesFrom(learn(examples.filter(({ site }) => foldOf(site, folds) !== fold)));
  const unseen = examples.filter(({ site }) => foldOf(site, folds) === fold);
  for (const example of unseen) if (chosen(example, trees) === example.right) right.add(example);
}
for (const set of sets) {
  const of = examples.filter((example) => example.set === set);
  const [count, learned] = [
    of.filter((example) => right.has(example)),
    of.filter(({ weighed }) => weighed === undefined),
  ];
  console.log(
    `${set}: ${count.length} of ${of.length} titles right, ${(count.length / of.length).toFixed(4)};`,
    `without JSON-LD ${learned.filter((example) => right.has(example)).length} of ${learned.length}`,
  );
}
if (only !== 'cv') {
  const lines = learn(examples).map((tree) => JSON.stringify(tree));
  writeFileSync(join(import.meta.dirname, '../../models/titleTrees.json'), `[\n${lines.join(',\n')}\n]\n`);
}
