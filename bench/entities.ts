/**
 * `npm run bench:entities -- FILE… [--peers FOLDER] [--python PROGRAM]`: finds the names of the labelled
 * texts (JSONL, gzipped or not) with Dateline and with others, and prints for each file F1 by type and by
 * set, tokens a second of processor time and megabytes on disk. FOLDER is one in which `npm install
 * compromise wink-nlp wink-eng-lite-web-model` ran; PROGRAM is a Python that has spaCy's small English
 * pipeline. Tokens are this project's for all. The results are in docs/model-card.md.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findMentions } from '../core/entities/annotate.ts';
import type { TaggerName } from '../core/entities/tagger/taggers.ts';
import { tokensOf } from '../core/entities/token.ts';
import { readLabelledTexts } from '../eval/labelledTexts.ts';
import { entityScores, type LabelledSpan, type LabelledText } from '../eval/scores/entityScores.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import { networkFile, piecesFile } from '../runtime/network.ts';
import { weightsFile } from '../runtime/tagger.ts';
import { taggerNamed } from '../runtime/taggerNamed.ts';
import { labels } from '../training/tagger/calibrate.ts';
import { javaScriptPeers, megabytesOf, type Peer, spacyAnswer } from './entities/peers.ts';
import { processorSince } from './figures.ts';

const { values, positionals } = parseArgs({
  options: { peers: { type: 'string' }, python: { type: 'string' } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error('usage: npm run bench:entities -- FILE… [--peers FOLDER] [--python PROGRAM]');
  process.exit(2);
}
const peers = [
  dateline('fast'),
  dateline('accurate'),
  ...(values.peers === undefined ? [] : javaScriptPeers(values.peers)),
];
for (const file of positionals) {
  const gold = readLabelledTexts(file);
  const texts = gold.map(({ text }) => text);
  console.log(`\n${file}: ${gold.length} texts, ${tokenCount(texts)} tokens`);
  const sets = Object.keys(entityScores(gold, new Map()).sets);
  console.log(row(['', 'F1', 'PER', 'LOC', 'ORG', 'tokens/s', 'MB', ...sets]));
  for (const peer of peers) {
    const before = process.cpuUsage();
    const found = await peer.find(texts);
    print(peer.name, gold, found, processorSince(before) / 1000, peer.megabytes);
  }
  if (values.python === undefined) continue;
  const { found, seconds, megabytes } = spacyAnswer(values.python, texts);
  print('spaCy small', gold, found, seconds, megabytes);
}

const filesOf = { fast: [weightsFile], accurate: [weightsFile, networkFile, piecesFile] };

function dateline(name: TaggerName): Peer {
  const authority = defaultAuthority();
  const taggerOf = taggerNamed(name);
  const find = async (text: string) =>
    findMentions(text, { language: 'en' }, { tagger: await taggerOf(() => text), authority }).flatMap(
      ({ start, end, type }) => {
        const label = labels[type];
        return label === undefined ? [] : [{ start, end, type: label }];
      },
    );
  return {
    name: `Dateline ${name}`,
    megabytes: filesOf[name]
      .map((file) => megabytesOf(join(import.meta.dirname, '../models', file)))
      .reduce((sum, size) => sum + size),
    async find(texts) {
      const found: LabelledSpan[][] = [];
      for (const text of texts) found.push(await find(text));
      return found;
    },
  };
}

function print(
  name: string,
  gold: readonly LabelledText[],
  found: readonly LabelledSpan[][],
  seconds: number,
  megabytes: number,
): void {
  const predicted = new Map(gold.map(({ id }, i) => [id, found[i] ?? []]));
  const { micro, types, sets } = entityScores(gold, predicted);
  const shown = ({ f1 } = { f1: 0 }) => f1.toFixed(3);
  const f1 = [micro, types.PER, types.LOC, types.ORG].map(shown);
  const speed = Math.round(tokenCount(gold.map(({ text }) => text)) / seconds);
  console.log(row([name, ...f1, String(speed), megabytes.toFixed(1), ...Object.values(sets).map(shown)]));
}

function row([name = '', ...cells]: string[]): string {
  return name.padEnd(18) + cells.map((cell) => ` ${cell.padStart(8)}`).join('');
}

function tokenCount(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + [...tokensOf(text)].length, 0);
}
