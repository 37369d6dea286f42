/** Learns everything about pages without the sites of one fold, for cross-validation. */
import { type ArticleTrees, articleTrees } from '../core/article/articleTrees.ts';
import { treesFrom } from '../core/learned/decisionTrees.ts';
import { type ArticlePage, articlePages } from './articlePages.ts';
import { authorExample, authorSets, learnAuthorTrees } from './authors/learn.ts';
import { boost } from './boost.ts';
import { type JudgeExample, judgeExample } from './judge/learn.ts';
import { keepingLearner, type Learner } from './keptTrees.ts';
import { foldOf, isPutAside } from './sites.ts';
import { graftedExamples, type StoryExample, storyExample } from './story/dataset.ts';
import { learnStoryTrees, storySets } from './story/learn.ts';
import { learnTitleTrees, titleExample, titleSets } from './title/learn.ts';

/** Trees that never saw a fold, and its pages as they read them. */
export interface FoldTrees {
  trees: ArticleTrees;
  judge: JudgeExample[];
}

/** The pages to learn from, without those that are put aside, and copies with grafts. */
export interface FoldPages {
  pages: readonly ArticlePage[];
  stories: readonly StoryExample[];
  grafted: readonly StoryExample[];
}

/** The pages of all sets that teach something, and more sets. @param folder contains a folder for each set */
export function foldPages(folder: string, more: readonly string[] = []): FoldPages {
  const sets = [...new Set([...storySets, ...titleSets, ...authorSets, ...more])];
  const pages = [...articlePages(folder, sets)].filter(({ site }) => !isPutAside(site));
  const stories = pages.filter(({ set }) => storySets.includes(set)).map(storyExample);
  return { pages, stories, grafted: graftedExamples(stories, foldOf) };
}

/**
 * Learns without the sites of a fold.
 * @param kept the folder where trees are kept for later runs, if they are
 */
export function foldTrees(fold: number, { pages, stories, grafted }: FoldPages, kept?: string): FoldTrees {
  const learn = kept === undefined ? boost : keepingLearner(kept);
  const isOther = ({ site }: ArticlePage) => foldOf(site) !== fold;
  const story = learnStoryTrees(
    [...stories, ...grafted].filter(({ page }) => isOther(page)),
    learn,
  );
  const others = pages.filter(isOther);
  const trees = learnFields(others, { ...articleTrees, story: treesFrom(story) }, learn);
  const own = pages.filter((page) => !isOther(page) && storySets.includes(page.set));
  return { trees, judge: own.map((page) => judgeExample(page, trees)) };
}

/** The trees, with those of headline and authors learned from the pages. @param trees have the story's */
function learnFields(pages: readonly ArticlePage[], trees: ArticleTrees, learn: Learner): ArticleTrees {
  const titles = pages.filter(({ set, truth }) => titleSets.includes(set) && truth.title !== undefined);
  const authors = pages.filter(({ set, truth }) => authorSets.includes(set) && truth.authors !== undefined);
  const title = learnTitleTrees(
    titles.map((page) => titleExample(page, trees)),
    learn,
  );
  const author = learnAuthorTrees(
    authors.map((page) => authorExample(page, trees)),
    learn,
  );
  return { ...trees, title: treesFrom(title), authors: treesFrom(author) };
}
