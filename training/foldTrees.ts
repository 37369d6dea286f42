/** Learns everything about pages without the sites of one fold, for cross-validation. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ArticleTrees, articleTrees } from '../core/article/articleTrees.ts';
import { type Tree, treesFrom } from '../core/decisionTrees.ts';
import { type ArticlePage, articlePages } from './articlePages.ts';
import { type AuthorExample, authorExample, authorSets, learnAuthorTrees } from './authors/learn.ts';
import { type JudgeExample, judgeExample } from './judge/learn.ts';
import { foldOf, isPutAside } from './sites.ts';
import { graftedExamples, type StoryExample, storyExample } from './story/dataset.ts';
import { learnStoryTrees, storySets } from './story/learn.ts';
import { learnTitleTrees, type TitleExample, titleExample, titleSets } from './title/learn.ts';

/** What was learned without a fold, as it is kept in a file. */
interface LearnedFold {
  story: Tree[];
  title: Tree[];
  authors: Tree[];
  /** The fold's own pages, as these trees read them. */
  judge: JudgeExample[];
}

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
 * Learns without the sites of a fold, or reads what an earlier run kept.
 * @param kept the folder where the learned is kept, if it is
 */
export function foldTrees(fold: number, pages: FoldPages, kept: string | undefined): FoldTrees {
  const file = kept === undefined ? undefined : join(kept, `fold${fold}.json`);
  const learned =
    file !== undefined && existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as LearnedFold)
      : learnWithout(fold, pages);
  if (kept !== undefined && file !== undefined) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(file, JSON.stringify(learned));
  }
  const { story, title, authors, judge } = learned;
  const trees = { story: treesFrom(story), title: treesFrom(title), authors: treesFrom(authors) };
  return { trees: { ...trees, judge: articleTrees.judge }, judge };
}

function learnWithout(fold: number, { pages, stories, grafted }: FoldPages): LearnedFold {
  const story = learnStoryTrees([...stories, ...grafted].filter(({ page }) => foldOf(page.site) !== fold));
  const sofar: ArticleTrees = { ...articleTrees, story: treesFrom(story) };
  const titles: TitleExample[] = [];
  const authors: AuthorExample[] = [];
  for (const page of pages) {
    if (foldOf(page.site) === fold) continue;
    if (titleSets.includes(page.set) && page.truth.title !== undefined)
      titles.push(titleExample(page, sofar));
    if (authorSets.includes(page.set) && page.truth.authors !== undefined)
      authors.push(authorExample(page, sofar));
  }
  const title = learnTitleTrees(titles);
  const trees = { ...sofar, title: treesFrom(title) };
  const own = pages.filter(({ site, set }) => foldOf(site) === fold && storySets.includes(set));
  return {
    story,
    title,
    authors: learnAuthorTrees(authors),
    judge: own.map((page) => judgeExample(page, trees)),
  };
}
