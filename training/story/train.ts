/**
 * `node training/story/train.ts [DIR]`: trains the trees that select the story of a page, on the sets in DIR
 * (the format of `npm run eval:articles`) without the sites that are put aside, and writes
 * `models/storyTrees.json`. `npm run eval:folds` measures them.
 */
import { foldOf, isPutAside } from '../sites.ts';
import { writeTrees } from '../writeTrees.ts';
import { graftedExamples, storyExamples } from './dataset.ts';
import { learnStoryTrees, storySets } from './learn.ts';

const [folder = '../shared/eval/articles'] = process.argv.slice(2);
const examples = storyExamples(folder, storySets).filter(({ page }) => !isPutAside(page.site));
const grafted = graftedExamples(examples, (site) => foldOf(site));
console.log(`${examples.length} pages, ${grafted.length} with grafts`);
writeTrees('storyTrees', learnStoryTrees([...examples, ...grafted]));
