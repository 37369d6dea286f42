/**
 * `npm run eval:folds [-- DIR]`: cross-validates everything that is learned about pages, on the sets in DIR
 * (default `../shared/eval/articles`). The sites are divided into five folds; the trees of each fold never
 * saw a page of its sites, and those that are put aside (training/sites.ts) are in none of them. Takes some
 * minutes. Prints a line a set; the last line is all scores as JSON: `folds`, and `grafted` for pages into
 * which parts of other pages were grafted.
 */
import { parseArgs } from 'node:util';
import { extractArticle } from '../core/article/article.ts';
import type { ArticleTrees } from '../core/article/articleTrees.ts';
import { treesFrom } from '../core/article/decisionTrees.ts';
import { type ArticlePage, articlePages } from '../training/articlePages.ts';
import {
  type AuthorExample,
  authorExample,
  authorSets,
  learnAuthorTrees,
} from '../training/authors/learn.ts';
import { foldOf, folds, isPutAside } from '../training/sites.ts';
import { articleScores, type Prediction } from '../training/story/articleScores.ts';
import { graftedExamples, type StoryExample, storyExample } from '../training/story/dataset.ts';
import { learnStoryTrees, storySets } from '../training/story/learn.ts';
import { learnTitleTrees, type TitleExample, titleExample, titleSets } from '../training/title/learn.ts';
import { predictionOf } from './articlePrediction.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const [folder = '../shared/eval/articles'] = positionals;
const sets = [...new Set([...storySets, ...titleSets, ...authorSets, 'htmldate'])];
const pages = [...articlePages(folder, sets)].filter(({ site }) => !isPutAside(site));
const stories = pages.filter(({ set }) => storySets.includes(set)).map(storyExample);
const grafted = graftedExamples(stories, foldOf);

/** All trees, learned without the sites of a fold. */
function learnWithout(fold: number): ArticleTrees {
  const others = <T>(list: readonly T[], siteOf: (one: T) => string) =>
    list.filter((one) => foldOf(siteOf(one)) !== fold);
  const story = treesFrom(
    learnStoryTrees(others<StoryExample>([...stories, ...grafted], ({ page }) => page.site)),
  );
  const sofar: ArticleTrees = { story, title: [], authors: [] };
  const titles: TitleExample[] = [];
  const authors: AuthorExample[] = [];
  for (const page of others(pages, ({ site }) => site)) {
    if (titleSets.includes(page.set) && page.truth.title !== undefined)
      titles.push(titleExample(page, sofar));
    if (authorSets.includes(page.set) && page.truth.authors !== undefined)
      authors.push(authorExample(page, sofar));
  }
  return {
    story,
    title: treesFrom(learnTitleTrees(titles)),
    authors: treesFrom(learnAuthorTrees(authors)),
  };
}

const predictions = new Map<ArticlePage, Omit<Prediction, 'id'>>();
for (let fold = 0; fold < folds; fold++) {
  const trees = learnWithout(fold);
  for (const page of [...pages, ...grafted.map((example) => example.page)]) {
    if (foldOf(page.site) !== fold) continue;
    const content = extractArticle(page.page, { url: page.url, flags: page.flags }, trees);
    predictions.set(page, 'code' in content ? {} : predictionOf(content));
  }
}

/** The scores of pages by set, with ids that differ. */
function scoresOf(some: readonly ArticlePage[]): Record<string, unknown> {
  const scores: Record<string, unknown> = {};
  for (const [set, list] of Map.groupBy(some, (page) => page.set)) {
    const named = list.map((page, i) => ({ page, id: `${i}` }));
    scores[set] = articleScores(
      named.map(({ page, id }) => ({ ...page.truth, id })),
      named.map(({ page, id }) => ({ ...predictions.get(page), id })),
    );
    console.log(`${set}: ${JSON.stringify(scores[set])}`);
  }
  return scores;
}

const all = scoresOf(pages);
console.log('with grafts:');
console.log(JSON.stringify({ folds: all, grafted: scoresOf(grafted.map(({ page }) => page)) }));
