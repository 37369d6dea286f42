/**
 * `npm run eval:entities -- FILE [--pred OUT] [--tagger accurate]`: annotates the labelled texts of FILE
 * (JSONL, `{id, text, entities: [{start, end, type}]}`, gzipped or not) as `extract` does and scores the
 * mentions. OUT gets `{id, entities}` per line. The last line printed is the scores as JSON, with tokens per
 * second of CPU time and, by confidence, the share of mentions that are right (`aboutNine`: .85 to .95, by
 * type; `calibration`: 1 less the most by which such a share differs from .9).
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findMentions } from '../core/entities/annotate.ts';
import type { Mention } from '../core/entities/annotation.ts';
import { taggerNames } from '../core/entities/tagger/taggers.ts';
import { tokensOf } from '../core/entities/token.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import { taggerNamed } from '../runtime/taggerNamed.ts';
import { readLabelledTexts } from './labelledTexts.ts';
import { entityScores, type LabelledSpan } from './scores/entityScores.ts';
import { Reliability } from './scores/reliability.ts';

/** The usual labels of Dateline's types in evaluations. */
const labels = {
  person: 'PER',
  place: 'LOC',
  organization: 'ORG',
  group: 'NORP',
  event: 'EVENT',
  date: 'DATE',
} as const;

const { values, positionals } = parseArgs({
  options: { pred: { type: 'string' }, tagger: { type: 'string', default: 'fast' } },
  allowPositionals: true,
});
const [file] = positionals;
const chosen = taggerNames.find((name) => name === values.tagger);
if (file === undefined || chosen === undefined) {
  console.error('usage: npm run eval:entities -- FILE [--pred OUT] [--tagger accurate]');
  process.exit(2);
}
const gold = readLabelledTexts(file);
const taggerOf = taggerNamed(chosen);
const authority = defaultAuthority();
const before = process.cpuUsage();
const found: { id: string; mentions: Mention[] }[] = [];
for (const { id, text } of gold) {
  const tagger = await taggerOf(() => text);
  found.push({ id, mentions: findMentions(text, { language: 'en' }, { tagger, authority }) });
}
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
const { bins, aboutNine } = reliabilities();
const errors = Object.values(aboutNine).map(({ right }) => Math.abs(right - 0.9));
console.log(
  JSON.stringify({
    ...scores,
    tokensPerSecond: Math.round((tokens / (user + system)) * 1e6),
    reliability: bins,
    aboutNine,
    calibration: 1 - Math.max(...errors),
  }),
);

function labelled({ start, end, type }: Mention): LabelledSpan {
  return { start, end, type: labels[type] };
}

/** How often persons, places and organisations are right, by tenths of confidence, and by type at .9. */
function reliabilities(): {
  bins: ReturnType<Reliability['result']>[];
  aboutNine: Record<string, ReturnType<Reliability['result']>>;
} {
  const bins = Array.from({ length: 10 }, () => new Reliability());
  const aboutNine = { PER: new Reliability(), LOC: new Reliability(), ORG: new Reliability() };
  const goldOf = new Map(gold.map(({ id, entities }) => [id, new Set(entities.map(keyOf))]));
  for (const { id, mentions } of found) {
    for (const mention of mentions) {
      const own = Reflect.get(aboutNine, labels[mention.type]) as Reliability | undefined;
      if (own === undefined) continue;
      const isRight = goldOf.get(id)?.has(keyOf(labelled(mention))) === true;
      bins[Math.min(9, Math.floor(mention.confidence * 10))]?.add(mention.confidence, isRight);
      if (Math.abs(mention.confidence - 0.9) <= 0.05) own.add(mention.confidence, isRight);
    }
  }
  return {
    bins: bins.map((bin) => bin.result()).filter(({ mentions }) => mentions > 0),
    aboutNine: Object.fromEntries(Object.entries(aboutNine).map(([type, own]) => [type, own.result()])),
  };
}

function keyOf({ start, end, type }: LabelledSpan): string {
  return `${start}:${end}:${type}`;
}
