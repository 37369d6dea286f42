/**
 * `node training/authors/train.ts [DIR]`: trains the trees that choose the authors, on the sets in DIR (the
 * format of `npm run eval:articles`) without the sites that are put aside, and writes
 * `models/authorTrees.json`. Train the story's trees first. `npm run eval:folds` measures them.
 */
import { articleTrees } from '../../core/article/articleTrees.ts';
import { articlePages } from '../articlePages.ts';
import { isPutAside } from '../sites.ts';
import { writeTrees } from '../writeTrees.ts';
import { type AuthorExample, authorExample, authorSets, learnAuthorTrees } from './learn.ts';

const [folder = '../shared/eval/articles'] = process.argv.slice(2);
const examples: AuthorExample[] = [];
for (const page of articlePages(folder, authorSets))
  if (page.truth.authors !== undefined && !isPutAside(page.site))
    examples.push(authorExample(page, articleTrees));
writeTrees('authorTrees', learnAuthorTrees(examples));
