/**
 * Scores extracted articles by the published definitions of the public sets: body text by shingles of four
 * words (article-extraction-benchmark), snippets that must and must not occur (trafilatura), the day
 * (htmldate), title and authors. A page without an answer counts as an empty answer. A field is scored on
 * the pages whose ground truth has it; `null` or `[]` there means that the page has none.
 */

export interface GroundTruth {
  id: string;
  url?: string;
  file: string;
  body?: string | null;
  title?: string | null;
  date?: string | null;
  authors?: string[] | null;
  with?: string[];
  without?: string[];
}

/** What the pipeline extracted from one page; `ms` is CPU time. */
export interface Prediction {
  id: string;
  title?: string;
  /** The summary above the story; snippets may be in it. */
  standfirst?: string;
  body?: string;
  date?: string;
  authors?: string[];
  ms?: number;
}

type Pair = [truth: GroundTruth, answer: Partial<Prediction>];
type Figures = Record<string, unknown>;

/**
 * One entry for each field in the ground truth, with figures rounded to six places.
 * @throws Error if a page has two predictions
 */
export function articleScores(truth: readonly GroundTruth[], predictions: readonly Prediction[]): Figures {
  const answers = new Map<string, Prediction>();
  for (const prediction of predictions) {
    if (answers.has(String(prediction.id))) throw new Error(`two predictions for ${prediction.id}`);
    answers.set(String(prediction.id), prediction);
  }
  const pairs = truth.map((one): Pair => [one, answers.get(String(one.id)) ?? {}]);
  const answered = pairs.filter(([one]) => answers.has(String(one.id))).length;
  const known = new Set(truth.map(({ id }) => String(id)));
  const scores: Figures = {
    rows: truth.length,
    predicted: answered,
    unknown: [...answers.keys()].filter((id) => !known.has(id)).length,
  };
  for (const [name, carries, score] of fields) {
    const carrying = pairs.filter(([one]) => carries(one));
    if (carrying.length > 0) scores[name] = score(carrying);
  }
  return rounded(scores);
}

const fields: [
  name: string,
  carries: (truth: GroundTruth) => boolean,
  score: (pairs: readonly Pair[]) => Figures,
][] = [
  ['body', (truth) => 'body' in truth, bodyScores],
  ['snippets', (truth) => truth.with !== undefined && truth.without !== undefined, snippetScores],
  ['title', (truth) => 'title' in truth, titleScores],
  ['date', (truth) => 'date' in truth, dateScores],
  ['authors', (truth) => 'authors' in truth, authorScores],
];

function rounded(scores: Figures): Figures {
  return JSON.parse(
    JSON.stringify(scores, (_, value) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value)),
  ) as Figures;
}

const quotient = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const mean = (values: readonly number[]): number => quotient(sum(values), values.length);
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const harmonic = (a: number, b: number): number => quotient(2 * a * b, a + b);

/** Runs of letters, digits and underscores; a combining mark separates words. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** How often each run of four words occurs; a shorter text is one run. */
export function shinglesOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  if (words.length === 0) return counts;
  for (let start = 0; start === 0 || start + 4 <= words.length; start++) {
    const shingle = words.slice(start, start + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/** The score of one page: precision if there is an answer, recall if there is a body. */
export function bodyScore(
  gold: string,
  got: string,
): { precision?: number; recall?: number; exact: boolean } {
  const wanted = wordsOf(gold);
  const found = wordsOf(got);
  const [of, in_] = [shinglesOf(wanted), shinglesOf(found)];
  let shared = 0;
  for (const [shingle, count] of of) shared += Math.min(count, in_.get(shingle) ?? 0);
  return {
    ...(found.length === 0 ? {} : { precision: shared / sum(in_.values()) }),
    ...(wanted.length === 0 ? {} : { recall: shared / sum(of.values()) }),
    exact: wanted.join(' ') === found.join(' '),
  };
}

function bodyScores(pairs: readonly Pair[]): Figures {
  const scores = pairs.map(([truth, answer]) => bodyScore(truth.body ?? '', answer.body ?? ''));
  const precisions = scores.flatMap((score) => score.precision ?? []);
  const precision = mean(precisions);
  const recall = mean(scores.flatMap((score) => score.recall ?? []));
  const accuracy = scores.filter(({ exact }) => exact).length / pairs.length;
  return {
    n: pairs.length,
    empty: pairs.length - precisions.length,
    precision,
    recall,
    f1: harmonic(precision, recall),
    accuracy,
  };
}

/** White space as defined by Python's `str.split`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts some control characters as white space
const spaces = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const collapseSpaces = (text: string): string => text.replace(spaces, ' ').trim();

/** How many of the snippets that must occur, and of those that must not, are in a text. */
function snippetsFound(truth: GroundTruth, body: string): { right: number; wrong: number } {
  const text = collapseSpaces(body);
  const countFound = (snippets: readonly string[] = []) =>
    snippets.filter((snippet) => text.includes(collapseSpaces(snippet))).length;
  return { right: countFound(truth.with), wrong: countFound(truth.without) };
}

/** F1 of one page by its snippets. */
export function snippetScore(truth: GroundTruth, body: string): number {
  const { right, wrong } = snippetsFound(truth, body);
  return quotient(2 * right, right + wrong + (truth.with ?? []).length);
}

/** Counts are pooled over the set. A snippet in the standfirst counts: extractors return it with the text. */
function snippetScores(pairs: readonly Pair[]): Figures {
  let [tp, fp, fn, tn] = [0, 0, 0, 0];
  for (const [truth, answer] of pairs) {
    const { right, wrong } = snippetsFound(truth, `${answer.standfirst ?? ''}\n${answer.body ?? ''}`);
    tp += right;
    fn += (truth.with ?? []).length - right;
    fp += wrong;
    tn += (truth.without ?? []).length - wrong;
  }
  const [precision, recall] = [quotient(tp, tp + fp), quotient(tp, tp + fn)];
  return {
    ...{ n: pairs.length, tp, fp, fn, tn, precision, recall, f1: harmonic(precision, recall) },
    accuracy: quotient(tp + tn, tp + fp + fn + tn),
  };
}

/** The calendar day as written, whatever its time zone. Some sets have one-digit days and dots. */
function dayIn(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const [, year, month = '', day = ''] = /^\s*(\d{4})[-.](\d{1,2})[-.](\d{1,2})(?!\d)/.exec(text) ?? [];
  return year === undefined ? text.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * `htmldate` has the figures as in htmldate's own tables: a wrong day lowers only precision, and a correct
 * "no date" counts as both a true negative and a missing answer.
 */
function dateScores(pairs: readonly Pair[]): Figures {
  let [right, wrong, missed, none, gold] = [0, 0, 0, 0, 0];
  for (const [truth, answer] of pairs) {
    const [want, got] = [dayIn(truth.date), dayIn(answer.date)];
    if (want !== undefined) gold++;
    if (got === undefined) want === undefined ? none++ : missed++;
    else got === want ? right++ : wrong++;
  }
  const [precision, recall] = [quotient(right, right + wrong), quotient(right, gold)];
  const without = missed + none;
  const htmldate = {
    precision,
    recall: quotient(right, right + without),
    f1: quotient(2 * right, 2 * right + wrong + without),
    accuracy: quotient(right + none, right + none + wrong + without),
  };
  return {
    n: pairs.length,
    gold,
    right,
    wrong,
    missed,
    accuracy: recall,
    precision,
    recall,
    f1: harmonic(precision, recall),
    htmldate,
  };
}

/** One form for quotation marks, dashes, white space and case. */
function plain(text: string): string {
  const straight = text.normalize('NFKC').replace(/[‘’‚‛]/g, "'");
  return collapseSpaces(straight.replace(/[“”„‟«»]/g, '"').replace(/[‐-―−]/g, '-')).toLowerCase();
}

function titleScores(pairs: readonly Pair[]): Figures {
  const right = pairs.filter(
    ([truth, answer]) => plain(truth.title ?? '') === plain(answer.title ?? ''),
  ).length;
  return { n: pairs.length, right, accuracy: quotient(right, pairs.length) };
}

function authorScores(pairs: readonly Pair[]): Figures {
  const names = (list: readonly string[] | null | undefined) =>
    [...new Set((list ?? []).map(plain).filter((name) => name !== ''))].sort().join('\n');
  const hits = pairs.filter(([truth, answer]) => names(truth.authors) === names(answer.authors));
  const named = (some: readonly Pair[]) => some.filter(([truth]) => names(truth.authors) !== '').length;
  const [right, rightNamed] = [hits.length, named(hits)];
  return {
    ...{ n: pairs.length, right, accuracy: quotient(right, pairs.length) },
    ...{ named: named(pairs), rightNamed, accuracyNamed: quotient(rightNamed, named(pairs)) },
  };
}
