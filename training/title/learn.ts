/** Trains the trees that choose the headline of pages without one in JSON-LD (core/article/title). */
import { declaredContent, publisherNames } from '../../core/article/article.ts';
import type { ArticleTrees } from '../../core/article/articleTrees.ts';
import { findStory } from '../../core/article/selectStory.ts';
import { findTitle } from '../../core/article/title/title.ts';
import { declaredTitles, headingsIn, titleCandidates } from '../../core/article/title/titleCandidates.ts';
import { titleFeatures } from '../../core/article/title/titleFeatures.ts';
import { normalizeTitle } from '../../core/article/title/titleWords.ts';
import type { Tree } from '../../core/learned/decisionTrees.ts';
import type { ArticlePage } from '../articlePages.ts';
import { boost, meanOf } from '../boost.ts';
import type { Learner } from '../keptTrees.ts';

/** The sets whose titles are the printed headlines. */
export const titleSets: readonly string[] = ['fundus', 'naeb', 'traf', 'postlight'];

const settings = {
  trees: 80,
  depth: 4,
  rate: 0.12,
  rows: 0.7,
  features: 0.4,
  penalty: 2,
  leastWeight: 1,
};
/** The model is the mean of trainings on different random samples of rows and features. */
const seeds = [7, 8, 9];

export interface TitleExample {
  set: string;
  site: string;
  right: string;
  /** The title found by a headline in JSON-LD, if there is one: such pages are not used for training. */
  byJsonLd: string | undefined;
  texts: string[];
  rows: Float64Array[];
}

/** The candidates of a page that has a headline. @param trees those that find its story */
export function titleExample(
  { set, site, url, truth, metadata, found }: ArticlePage,
  articleTrees: ArticleTrees,
): TitleExample {
  const story = findStory(found, declaredContent(metadata), articleTrees);
  const where = { url, sites: publisherNames(metadata) };
  const [declared, headings] = [declaredTitles(metadata), headingsIn(found.visibleBlocks, story)];
  const candidates = titleCandidates(declared, headings);
  const byJsonLd =
    metadata.article?.headline === undefined
      ? undefined
      : findTitle(found.visibleBlocks, story, metadata, where, articleTrees);
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

/** The trees learned from the examples. */
export function learnTitleTrees(from: readonly TitleExample[], learn: Learner = boost): Tree[] {
  const learned = from.filter(
    ({ texts, right, byJsonLd }) => byJsonLd === undefined && texts.includes(right),
  );
  const labels = learned.flatMap(({ texts, right }) => texts.map((text) => (text === right ? 1 : 0)));
  const rows = learned.flatMap((example) => example.rows);
  const weights = new Float64Array(labels.length).fill(1);
  return meanOf(seeds.map((seed) => learn(rows, Float64Array.from(labels), weights, { ...settings, seed })));
}
