/** Trains the trees that choose the authors of a story (core/article/authors). */
import { declaredContent, publisherNames } from '../../core/article/article.ts';
import type { ArticleTrees } from '../../core/article/articleTrees.ts';
import { authorCandidates } from '../../core/article/authors/candidates.ts';
import { authorFeatures, keyOf } from '../../core/article/authors/features.ts';
import { findStory } from '../../core/article/selectStory.ts';
import { domainOf } from '../../core/document/urls.ts';
import type { Tree } from '../../core/learned/decisionTrees.ts';
import { type ArticlePage, putOfPages } from '../articlePages.ts';
import { boost, meanOf } from '../boost.ts';
import type { Learner } from '../keptTrees.ts';

/** The sets that name the authors. */
export const authorSets: readonly string[] = ['fundus', 'naeb', 'traf', 'postlight'];

const settings = {
  trees: 90,
  depth: 4,
  rate: 0.1,
  rows: 0.7,
  features: 0.4,
  penalty: 2,
  leastWeight: 1,
};
/** The model is the mean of trainings on different random samples of rows and features. */
const seeds = [5, 6, 7];

export interface AuthorExample {
  set: string;
  site: string;
  /** For each candidate: its names in one form. */
  keys: string[];
  right: string;
  rows: Float64Array[];
}

/** The candidates of a page that names its authors. @param trees those that find its story */
export function authorExample(
  { set, site, url, page, truth, metadata, found }: ArticlePage,
  trees: ArticleTrees,
): AuthorExample {
  const address = metadata.canonical ?? url;
  const context = {
    visibleBlocks: found.visibleBlocks,
    story: findStory(found, declaredContent(metadata), trees),
    url: address,
    domain: domainOf(url ?? address),
    language: metadata.lang,
    put: putOfPages,
  };
  const candidates = authorCandidates(page, metadata, context);
  const rows = authorFeatures(candidates, context, publisherNames(metadata));
  return { set, site, keys: candidates.map(keyOf), right: keyOf({ names: truth.authors ?? [] }), rows };
}

/** The trees learned from the examples. */
export function learnAuthorTrees(from: readonly AuthorExample[], learn: Learner = boost): Tree[] {
  const labels = from.flatMap(({ keys, right }) => keys.map((key) => (key === right ? 1 : 0)));
  const rows = from.flatMap((example) => example.rows);
  const weights = new Float64Array(labels.length).fill(1);
  return meanOf(seeds.map((seed) => learn(rows, Float64Array.from(labels), weights, { ...settings, seed })));
}
