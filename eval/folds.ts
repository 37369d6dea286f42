/**
 * `npm run eval:folds [-- DIR] [--kept FOLDER] [--fold N]`: cross-validates everything that is learned about
 * pages, on the sets in DIR (default `../shared/eval/articles`). The sites are divided into five folds; what
 * is learned for each fold never saw a page of its sites, and those that are put aside (training/sites.ts)
 * are in none of them. Takes some minutes: `--fold` learns one fold alone and keeps its trees in FOLDER,
 * where later runs find them if they would learn from the same (training/keptTrees.ts).
 * Prints a line a set, and how well confidences tell which answers are good; the last line is all scores as
 * JSON: `folds`, `grafted` for pages into which parts of other pages were grafted, and `confidence`.
 */
import { parseArgs } from 'node:util';
import { extractArticle } from '../core/article/article.ts';
import { type ArticlePage, putOfPages } from '../training/articlePages.ts';
import { foldPages, foldTrees } from '../training/foldTrees.ts';
import { goodScore, judgedExample, learnJudge } from '../training/judge/learn.ts';
import { foldOf, folds } from '../training/sites.ts';
import { articleScores, type Prediction } from '../training/story/articleScores.ts';
import { predictionOf } from './articlePrediction.ts';
import { Reliability } from './scores/reliability.ts';

const { values, positionals } = parseArgs({
  options: { kept: { type: 'string' }, fold: { type: 'string' } },
  allowPositionals: true,
});
const [folder = '../shared/eval/articles'] = positionals;
const examples = foldPages(folder, ['htmldate']);
if (values.fold !== undefined) {
  foldTrees(Number(values.fold), examples, values.kept);
  process.exit(0);
}
const { pages } = examples;
const grafted = examples.grafted.map(({ page }) => page);
const learned = Array.from({ length: folds }, (_, fold) => foldTrees(fold, examples, values.kept));
/** The weights that judge the answers of a fold: those of the other folds. */
const judges = learned.map((_, fold) =>
  learnJudge(learned.flatMap(({ judge }, other) => (other === fold ? [] : judge))),
);

const predictions = new Map<ArticlePage, Omit<Prediction, 'id'>>();
for (const page of [...pages, ...grafted]) {
  const [trees, judge] = [learned[foldOf(page.site)]?.trees, judges[foldOf(page.site)]];
  if (trees === undefined || judge === undefined) continue;
  const about = { url: page.url, flags: page.flags, put: putOfPages };
  const content = extractArticle(page.page, about, { ...trees, judge });
  predictions.set(page, 'code' in content ? {} : predictionOf(content));
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

/** Lower ends of the ranges of confidence in the table. */
const ranges = [0, 0.5, 0.7, 0.8, 0.9, 0.95];

/** By range of stated confidence: the share of pages whose answer is good. */
function confidences(): Record<string, unknown> {
  const table = new Map(ranges.map((from) => [from, new Reliability()]));
  for (const [fold, { judge }] of learned.entries()) {
    const weights = judges[fold];
    for (const example of judge) {
      if (weights === undefined || !example.whole) continue;
      const { confidence, score } = judgedExample(example, weights);
      table.get(ranges.findLast((from) => confidence >= from) ?? 0)?.add(confidence, score >= goodScore);
    }
  }
  const results = Object.fromEntries([...table].map(([from, one]) => [String(from), one.result()]));
  for (const [from, { said, right, mentions }] of Object.entries(results))
    console.log(`confidence from ${from}: said ${said}, F1 >= ${goodScore} in ${right} of ${mentions} pages`);
  return results;
}

const all = scoresOf(pages);
console.log('with grafts:');
const graftedScores = scoresOf(grafted);
console.log(JSON.stringify({ folds: all, grafted: graftedScores, confidence: confidences() }));
