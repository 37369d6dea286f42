/**
 * `npm run bench:articles -- DIR… [--peers FOLDER] [--python PROGRAM]`: extracts the stories of pages whose
 * text is known (`DIR/truth.jsonl`, `DIR/pages/*.html.gz`, as for `npm run eval:articles`) with Dateline and
 * with others, and prints for each: precision, recall and F1 of the text, the share that is exactly right,
 * and milliseconds of processor time a page: the median of five rounds, in which they take turns. Five rounds
 * before them warm up, as the process that parses pages is long-lived. FOLDER is one in which
 * `npm install @mozilla/readability linkedom jsdom defuddle @extractus/article-extractor` ran. PROGRAM is a
 * Python in which `pip install trafilatura lxml_html_clean` ran; its rounds follow. Only sites that
 * Dateline's trees never learned from count (training/sites.ts). The results are in docs/model-card.md.
 */

import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { blocksUnder } from '../core/article/blocks.ts';
import { decode } from '../core/charset/charset.ts';
import { html as htmlFormat } from '../core/formats/html/html.ts';
import { parseHtml } from '../core/markup/htmlTree.ts';
import { predictionOf } from '../eval/articlePrediction.ts';
import { type ArticlePage, articlePages, pageBytes } from '../training/articlePages.ts';
import { isPutAside } from '../training/sites.ts';
import { articleScores } from '../training/story/articleScores.ts';
import { type Extracted, installedPeers, type Peer, trafilaturaAnswers } from './articles/peers.ts';
import { median, processorSince } from './figures.ts';

const { values, positionals } = parseArgs({
  options: { peers: { type: 'string' }, python: { type: 'string' } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error('usage: npm run bench:articles -- DIR… [--peers FOLDER] [--python PROGRAM]');
  process.exit(2);
}
/** Rounds over the pages whose times count, and rounds before them in which the code is compiled. */
const rounds = 5;
const warmUp = 5;

interface Extractor {
  name: string;
  extract(page: ArticlePage): Promise<Extracted>;
}

const peers = values.peers === undefined ? [] : await installedPeers(values.peers);
for (const folder of positionals) {
  const [parent, set] = [dirname(folder), basename(folder)];
  const pages = [...articlePages(parent, [set])].filter(({ site }) => isPutAside(site));
  const extractors: Extractor[] = [
    { name: 'Dateline', extract: (page) => extractWithDateline(parent, page) },
    ...peers.map((peer) => ({
      name: peer.name,
      extract: (page: ArticlePage) => extractWith(peer, parent, page),
    })),
  ];
  const answers = extractors.map(() => pages.map((): Extracted[] => []));
  for (let round = 0; round < warmUp + rounds; round++)
    for (const [i, { extract }] of extractors.entries())
      for (const [at, page] of pages.entries()) {
        const answer = await extract(page);
        if (round >= warmUp) answers[i]?.[at]?.push(answer);
      }
  console.log(`\n${set}: ${pages.length} pages`);
  console.log(row(['', 'precision', 'recall', 'F1', 'exact', 'ms/page', 'failed']));
  for (const [i, { name }] of extractors.entries())
    console.log(row([name, ...figuresOf(pages, answers[i] ?? [])]));
  if (values.python !== undefined) {
    const given = pages.map(({ truth, url }) => ({ bytes: pageBytes(parent, set, truth), url: urlOf(url) }));
    const answers = trafilaturaAnswers(values.python, given, { warmUp, rounds });
    console.log(row(['trafilatura', ...figuresOf(pages, answers)]));
  }
}

async function extractWithDateline(folder: string, { set, truth, url }: ArticlePage): Promise<Extracted> {
  const bytes = pageBytes(folder, set, truth);
  const metadata: Record<string, string> = url === undefined ? {} : { url };
  const info = { key: 'page.html', version: '1', size: bytes.length, modified: 0, etag: '', metadata };
  return timed(
    async () => {
      const read = await htmlFormat.read({ info, bytes });
      return 'code' in read ? undefined : read.content;
    },
    (content) => predictionOf(content).body ?? '',
  );
}

async function extractWith(
  { extract }: Peer,
  folder: string,
  { set, truth, url }: ArticlePage,
): Promise<Extracted> {
  const bytes = pageBytes(folder, set, truth);
  return timed(() => {
    // Decoding is part of reading a page, for all.
    const { text } = decode(bytes, undefined) ?? { text: '' };
    return extract(text, urlOf(url));
  }, textOfHtml);
}

function urlOf(url: string | undefined): string {
  return url ?? 'https://page.invalid/';
}

async function timed<Answer>(
  run: () => Promise<Answer | undefined>,
  textOf: (answer: Answer) => string,
): Promise<Extracted> {
  const before = process.cpuUsage();
  const answer = await run().catch(() => undefined);
  const ms = processorSince(before);
  return { body: answer === undefined ? undefined : textOf(answer), ms };
}

/** The text of HTML with its blocks on lines of their own. */
function textOfHtml(html: string): string {
  const page = parseHtml(html);
  return 'tooComplex' in page
    ? ''
    : blocksUnder(page.root, () => false)
        .map(({ text }) => text)
        .join('\n\n');
}

/** @param answers for each page, those of all rounds: the text is the same, the time is their median */
function figuresOf(pages: readonly ArticlePage[], answers: readonly (readonly Extracted[])[]): string[] {
  const predictions = answers.flatMap(([first], i) =>
    first?.body === undefined ? [] : [{ id: `${i}`, body: first.body }],
  );
  const scores = articleScores(
    pages.map(({ truth }, i) => ({ ...truth, id: `${i}` })),
    predictions,
  );
  const {
    precision = 0,
    recall = 0,
    f1 = 0,
    accuracy = 0,
  } = (scores.body ?? scores.snippets ?? {}) as Record<string, number>;
  const ms = answers.reduce((sum, all) => sum + median(all.map((one) => one.ms)), 0) / answers.length;
  const failed = answers.length - predictions.length;
  const figures = [precision, recall, f1, accuracy].map((figure) => figure.toFixed(3));
  return [...figures, ms.toFixed(1), String(failed)];
}

function row([name = '', ...cells]: string[]): string {
  return name.padEnd(24) + cells.map((cell) => cell.padStart(11)).join('');
}
