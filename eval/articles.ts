/**
 * `npm run eval:articles -- DIR [--aside] [--pred FILE]`: extracts the articles of a set (`DIR/truth.jsonl`,
 * `DIR/pages/*.html.gz`) as the pipeline does and scores them. The last line printed is the scores as JSON;
 * `aside` in it has those of the sites that the trees never learned from (training/sites.ts). With `--aside`,
 * only these are extracted. FILE gets one line per page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { domainOf } from '../core/document/urls.ts';
import { html } from '../core/formats/html/html.ts';
import { articlePage } from '../training/articlePages.ts';
import { isPutAside, siteOf } from '../training/sites.ts';
import { articleScores, type GroundTruth, type Prediction } from '../training/story/articleScores.ts';
import { predictionOf } from './articlePrediction.ts';

const { values, positionals } = parseArgs({
  options: { pred: { type: 'string' }, aside: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: npm run eval:articles -- DIR [--aside] [--pred FILE]');
  process.exit(2);
}
/** A page counts once. */
const truth = new Map(
  readFileSync(join(folder, 'truth.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as GroundTruth)
    .map((page) => [page.id, page]),
);
const aside = [...truth.values()].filter((page) => isPutAside(siteOfPage(page)));
const asked = values.aside ? aside : [...truth.values()];
const predictions: Prediction[] = [];
for (const page of asked)
  predictions.push(await predict(page, gunzipSync(readFileSync(join(folder, 'pages', page.file)))));
if (values.pred !== undefined)
  writeFileSync(values.pred, predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join(''));
const ids = new Set(aside.map(({ id }) => id));
const scores = {
  ...articleScores(asked, predictions),
  aside: articleScores(
    aside,
    predictions.filter(({ id }) => ids.has(id)),
  ),
  cpu: costs(predictions),
};
console.log(JSON.stringify(scores));

/** The site of a page; one without an address is read for what it says itself. */
function siteOfPage(page: GroundTruth): string {
  const host = domainOf(page.url);
  if (host !== undefined) return siteOf(host);
  return articlePage(join(folder ?? '', '..'), basename(folder ?? ''), page)?.site ?? page.id;
}

async function predict({ id, url }: GroundTruth, bytes: Uint8Array): Promise<Prediction> {
  const metadata: Record<string, string> = url === undefined ? {} : { url };
  const info = { key: 'page.html', version: '1', size: bytes.length, modified: 0, etag: '', metadata };
  const before = process.cpuUsage();
  const read = await html.read({ info, bytes });
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  return 'code' in read ? { id, ms } : { id, ms, ...predictionOf(read.content) };
}

/** CPU milliseconds per page: the mean and the 95th percentile. */
function costs(predictions: readonly Prediction[]): { mean: number; p95: number } {
  const ms = predictions.map((prediction) => prediction.ms ?? 0).sort((a, b) => a - b);
  const total = ms.reduce((sum, value) => sum + value, 0);
  return {
    mean: Math.round((total / ms.length) * 100) / 100,
    p95: Math.round((ms[Math.ceil(ms.length * 0.95) - 1] ?? 0) * 100) / 100,
  };
}
