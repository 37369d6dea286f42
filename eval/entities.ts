/**
 * `npm run eval:entities -- FILE [--pred OUT]`: annotates the labelled texts of FILE (JSONL, `{id, text,
 * entities: [{start, end, type}]}`, gzipped or not) as `extract` does and scores the mentions. OUT gets
 * `{id, entities}` per line. The last line printed is the scores as JSON, with tokens per second of CPU
 * time and, by confidence, the share of mentions that are right.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { findMentions } from '../core/entities/annotate.ts';
import type { Mention } from '../core/entities/annotation.ts';
import { tokensOf } from '../core/entities/token.ts';
import { loadTagger } from '../runtime/tagger.ts';
import { entityScores, type LabelledSpan, type LabelledText } from './entityScores.ts';

/** The usual labels of Dateline's types in evaluations. */
const labels = {
  person: 'PER',
  place: 'LOC',
  organization: 'ORG',
  group: 'NORP',
  event: 'EVENT',
  date: 'DATE',
} as const;

const { values, positionals } = parseArgs({ options: { pred: { type: 'string' } }, allowPositionals: true });
const [file] = positionals;
if (file === undefined) {
  console.error('usage: npm run eval:entities -- FILE [--pred OUT]');
  process.exit(2);
}
const gold = read(file);
const tagger = loadTagger();
const before = process.cpuUsage();
const found = gold.map(({ id, text }) => ({ id, mentions: findMentions(text, 'en', undefined, tagger) }));
const { user, system } = process.cpuUsage(before);
const tokens = gold.reduce((sum, { text }) => sum + [...tokensOf(text)].length, 0);
const predicted = found.map(({ id, mentions }) => ({ id, entities: mentions.map(labelled) }));
if (values.pred !== undefined)
  writeFileSync(values.pred, predicted.map((line) => `${JSON.stringify(line)}\n`).join(''));
const scores = entityScores(gold, new Map(predicted.map(({ id, entities }) => [id, entities])));
for (const [name, { precision, recall, f1 }] of [
  ['all', scores.micro] as const,
  ...Object.entries(scores.types),
  ...Object.entries(scores.sets),
])
  console.log(`${name.padEnd(16)} P ${precision.toFixed(4)} R ${recall.toFixed(4)} F1 ${f1.toFixed(4)}`);
console.log(
  JSON.stringify({
    ...scores,
    tokensPerSecond: Math.round((tokens / (user + system)) * 1e6),
    reliability: calibrationBins(),
  }),
);

function read(path: string): LabelledText[] {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as LabelledText);
}

function labelled({ start, end, type }: Mention): LabelledSpan {
  return { start, end, type: labels[type] };
}

/**
 * Calibration of persons, places and organisations, by tenths of confidence: mean confidence, share right,
 * and count.
 */
function calibrationBins(): { said: number; right: number; mentions: number }[] {
  const right = new Map(
    gold.map(({ id, entities }) => [
      id,
      new Set(entities.map(({ start, end, type }) => `${start}:${end}:${type}`)),
    ]),
  );
  const bins = Array.from({ length: 10 }, () => ({ confidence: 0, right: 0, mentions: 0 }));
  for (const { id, mentions } of found) {
    for (const { start, end, type, confidence } of mentions) {
      const bin = bins[Math.min(9, Math.floor(confidence * 10))];
      if (bin === undefined || !['person', 'place', 'organization'].includes(type)) continue;
      bin.mentions++;
      bin.confidence += confidence;
      if (right.get(id)?.has(`${start}:${end}:${labels[type]}`)) bin.right++;
    }
  }
  const share = (sum: number, of: number) => Math.round((sum / of) * 1000) / 1000;
  return bins
    .filter(({ mentions }) => mentions > 0)
    .map(({ confidence, right: rights, mentions }) => ({
      said: share(confidence, mentions),
      right: share(rights, mentions),
      mentions,
    }));
}
