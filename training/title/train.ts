/**
 * `node training/title/train.ts [DIR]`: trains the trees that choose the headline, on the sets in DIR (the
 * format of `npm run eval:articles`) without the sites that are put aside, and writes
 * `models/titleTrees.json`. Train the story's trees first. `npm run eval:folds` measures them.
 */
import { articleTrees } from '../../core/article/articleTrees.ts';
import { articlePages } from '../articlePages.ts';
import { isPutAside } from '../sites.ts';
import { writeTrees } from '../writeTrees.ts';
import { learnTitleTrees, type TitleExample, titleExample, titleSets } from './learn.ts';

const [folder = '../shared/eval/articles'] = process.argv.slice(2);
const examples: TitleExample[] = [];
for (const page of articlePages(folder, titleSets))
  if (page.truth.title !== undefined && !isPutAside(page.site))
    examples.push(titleExample(page, articleTrees));
writeTrees('titleTrees', learnTitleTrees(examples));
