/**
 * `node training/judge/train.ts [DIR] [--kept FOLDER]`: fits the weights that judge answers, on the sets in
 * DIR (the format of `npm run eval:articles`) without the sites that are put aside, and writes
 * `models/articleJudge.json`. The answers are those of trees that never saw their site; FOLDER may have the
 * trees from `npm run eval:folds`, else it takes some minutes. Train the other trees first.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { foldPages, foldTrees } from '../foldTrees.ts';
import { folds } from '../sites.ts';
import { learnJudge } from './learn.ts';

const { values, positionals } = parseArgs({
  options: { kept: { type: 'string' } },
  allowPositionals: true,
});
const [folder = '../shared/eval/articles'] = positionals;
const pages = foldPages(folder);
const examples = Array.from({ length: folds }, (_, fold) => foldTrees(fold, pages, values.kept)).flatMap(
  ({ judge }) => judge,
);
const path = join(import.meta.dirname, '../../models/articleJudge.json');
writeFileSync(path, `${JSON.stringify(learnJudge(examples), null, 2)}\n`);
