/**
 * `npm run eval:articles -- DIR [--aside] [--pred FILE]`: extracts the articles of a set (`DIR/truth.jsonl`,
 * `DIR/pages/*.html.gz`) as the pipeline does and scores them. The last line printed is the scores as JSON;
 * `aside` in it has those of the sites that the trees never learned from (training/sites.ts). With `--aside`,
 * only these are extracted. FILE gets one line per page.
 */
import { writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { html } from '../core/formats/html/html.ts';
import { pageBytes, putOfPages, siteOfPage, truthsOf } from '../training/articlePages.ts';
import { isPutAside } from '../training/sites.ts';
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
const [sets, set] = [dirname(folder), basename(folder)];
/** A page counts once. */
const truth = new Map(truthsOf(sets, set).map((page) => [page.id, page]));
const aside = [...truth.values()].filter((page) => isPutAside(siteOfPage(sets, set, page)));
const asked = values.aside ? aside : [...truth.values()];
const predictions: Prediction[] = [];
for (const page of asked) predictions.push(await predict(page, pageBytes(sets, set, page)));
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

async function predict({ id, url }: GroundTruth, bytes: Uint8Array): Promise<Prediction> {
  const metadata: Record<string, string> = url === undefined ? {} : { url };
  const info = {
    key: 'page.html',
    version: '1',
    size: bytes.length,
    modified: putOfPages,
    etag: '',
    metadata,
  };
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
