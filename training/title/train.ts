/**
 * `node training/title/train.ts DIR [cv]`: trains the trees that choose the headline of pages without one
 * in JSON-LD, on the sets in DIR (the format of `npm run eval:articles`). Prints how many titles are right
 * on unseen sites (cross-validation), and writes `models/titleTrees.json` unless `cv` is given.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredContent, publisherNames } from '../../core/article/article.ts';
import { probabilityOf, type Tree, treesFrom } from '../../core/article/decisionTrees.ts';
import { findStory } from '../../core/article/selectStory.ts';
import { findTitle } from '../../core/article/title.ts';
import { declaredTitles, headingsIn, titleCandidates } from '../../core/article/titleCandidates.ts';
import { titleFeatures } from '../../core/article/titleFeatures.ts';
import { normalizeTitle } from '../../core/article/titleWords.ts';
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

interface TitleExample {
  set: string;
  site: string;
  right: string;
  /** The title found by a headline in JSON-LD, if there is one: such pages are not used for training. */
  byJsonLd: string | undefined;
  texts: string[];
  rows: Float64Array[];
}

function exampleOf({ set, site, url, truth, metadata, found }: ArticlePage): TitleExample {
  const story = findStory(found, declaredContent(metadata));
  const where = { url, sites: publisherNames(metadata) };
  const [declared, headings] = [declaredTitles(metadata), headingsIn(found.visibleBlocks, story)];
  const candidates = titleCandidates(declared, headings);
  const byJsonLd =
    metadata.article?.headline === undefined
      ? undefined
      : findTitle(found.visibleBlocks, story, metadata, where);
  const rows = titleFeatures(candidates, {
    ...where,
    declared,
    headings,
    visibleBlocks: found.visibleBlocks,
    story,
  });
  const texts = candidates.map(({ text }) => normalizeTitle(text));
  return {
    set,
    site,
    right: normalizeTitle(truth.title ?? ''),
    byJsonLd: byJsonLd && normalizeTitle(byJsonLd),
    texts,
    rows,
  };
}

function learn(from: readonly TitleExample[]): Tree[] {
  const learned = from.filter(
    ({ texts, right, byJsonLd }) => byJsonLd === undefined && texts.includes(right),
  );
  const labels = learned.flatMap(({ texts, right }) => texts.map((text) => (text === right ? 1 : 0)));
  return boost(
    learned.flatMap(({ rows }) => rows),
    Float64Array.from(labels),
    new Float64Array(labels.length).fill(1),
    settings,
  );
}

function chosen({ byJsonLd, texts, rows }: TitleExample, trees: readonly Float64Array[]): string | undefined {
  if (byJsonLd !== undefined) return byJsonLd;
  const probabilities = rows.map((row) => probabilityOf(trees, row));
  return texts[probabilities.indexOf(Math.max(...probabilities))];
}

const examples: TitleExample[] = [];
for (const page of articlePages(folder, sets))
  if (page.truth.title !== undefined) examples.push(exampleOf(page));
const right = new Set<TitleExample>();
for (let fold = 0; fold < folds; fold++) {
  const trees = treesFrom(learn(examples.filter(({ site }) => foldOf(site, folds) !== fold)));
  const unseen = examples.filter(({ site }) => foldOf(site, folds) === fold);
  for (const example of unseen) if (chosen(example, trees) === example.right) right.add(example);
}
for (const set of sets) {
  const of = examples.filter((example) => example.set === set);
  const [count, learned] = [
    of.filter((example) => right.has(example)),
    of.filter(({ byJsonLd }) => byJsonLd === undefined),
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
