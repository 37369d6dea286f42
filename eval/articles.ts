/**
 * `npm run eval:articles -- DIR [--pred FILE]`: extracts the articles of a set (`DIR/truth.jsonl`,
 * `DIR/pages/*.html.gz`) as the pipeline does and scores them. The last line printed is the scores as JSON.
 * FILE gets one line per page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Content } from '../core/document/record.ts';
import { html } from '../core/formats/html/html.ts';
import { omitUndefined } from '../core/omitUndefined.ts';
import { articleScores, type GroundTruth, type Prediction } from '../training/story/articleScores.ts';

const { values, positionals } = parseArgs({ options: { pred: { type: 'string' } }, allowPositionals: true });
const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: npm run eval:articles -- DIR [--pred FILE]');
  process.exit(2);
}
const truth = readFileSync(join(folder, 'truth.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as GroundTruth);
const predictions: Prediction[] = [];
for (const page of truth)
  predictions.push(await predict(page, gunzipSync(readFileSync(join(folder, 'pages', page.file)))));
if (values.pred !== undefined)
  writeFileSync(values.pred, predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join(''));
console.log(JSON.stringify({ ...articleScores(truth, predictions), cpu: costs(predictions) }));

async function predict({ id, url }: GroundTruth, bytes: Uint8Array): Promise<Prediction> {
  const metadata: Record<string, string> = url === undefined ? {} : { url };
  const info = { key: 'page.html', version: '1', size: bytes.length, modified: 0, etag: '', metadata };
  const before = process.cpuUsage();
  const read = await html.read({ info, bytes });
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  return 'code' in read ? { id, ms } : { id, ms, ...predictionOf(read.content) };
}

function predictionOf({ title, paragraphs, published, authors }: Content): Omit<Prediction, 'id'> {
  const body = paragraphs.filter(({ role }) => role !== 'caption').map(({ text }) => text);
  return {
    title,
    body: body.join('\n\n'),
    ...omitUndefined({ date: published?.value }),
    authors,
  };
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
