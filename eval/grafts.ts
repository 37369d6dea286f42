/**
 * `npm run eval:grafts [-- DIR]`: grafts parts of other pages into pages of the sets in DIR (default
 * `../shared/eval/articles`): a thread of comments, a list of other stories, a text about cookies, or a whole
 * other story (training/story/grafts.ts). The same article must come out as from the page itself. Both pages
 * are of sites that are put aside, so no tree has learned from them.
 * Prints a line for each kind of part; the last line is all scores as JSON. `body.accuracy` is the share of
 * pages whose text stays exactly the same.
 */
import { parseArgs } from 'node:util';
import { extractArticle } from '../core/article/article.ts';
import { type ArticlePage, articlePage, putOfPages, siteOfPage, truthsOf } from '../training/articlePages.ts';
import { randomOf } from '../training/random.ts';
import { isPutAside } from '../training/sites.ts';
import { articleScores, type GroundTruth, type Prediction } from '../training/story/articleScores.ts';
import { lastOfStory, storyExample } from '../training/story/dataset.ts';
import { graft, graftKinds, graftsIn } from '../training/story/grafts.ts';
import { predictionOf } from './articlePrediction.ts';

/** The sets whose pages have a reviewed text, by which the parts outside the story are known. */
const sets = ['aeb', 'fundus', 'naeb', 'readability'];
const seed = 7;

const { positionals } = parseArgs({ allowPositionals: true });
const [folder = '../shared/eval/articles'] = positionals;
const examples = sets.flatMap((set) => truthsOf(folder, set).flatMap((truth) => asideExample(set, truth)));
const parts = examples.flatMap(({ page, labels }) => graftsIn(page, (i) => (labels[i] ?? 0) > 0.5));
const own = examples.map(({ page }) => answerTo(page));

const scores = Object.fromEntries(
  graftKinds.map((kind) => {
    const random = randomOf(seed);
    const [wanted, got]: [GroundTruth[], Prediction[]] = [[], []];
    for (const [i, example] of examples.entries()) {
      const { page } = example;
      const last = lastOfStory(example);
      const fitting = parts.filter((part) => part.kind === kind && part.site !== page.site);
      const part = fitting[Math.floor(random() * fitting.length)];
      if (last === undefined || part === undefined) continue;
      const { body = '', title = '', date = null, authors = [] } = own[i] ?? {};
      wanted.push({ id: `${i}`, file: page.truth.file, body, title, date, authors });
      got.push({ id: `${i}`, ...answerTo(graft(page, part, last.element, random).page) });
    }
    const score = articleScores(wanted, got);
    console.log(`${kind}: ${JSON.stringify(score)}`);
    return [kind, score];
  }),
);
console.log(JSON.stringify(scores));

/** The example of the page of a line of a set's truth, if its site is put aside. */
function asideExample(set: string, truth: GroundTruth): ReturnType<typeof storyExample>[] {
  const page = isPutAside(siteOfPage(folder, set, truth)) ? articlePage(folder, set, truth) : undefined;
  return page === undefined || !truth.body ? [] : [storyExample(page)];
}

function answerTo({ page, url, flags }: ArticlePage): Omit<Prediction, 'id'> {
  const content = extractArticle(page, { url, flags, put: putOfPages });
  return 'code' in content ? {} : predictionOf(content);
}
