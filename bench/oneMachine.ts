/**
 * `npm run bench [-- --corpus FILE] [--documents N] [--rounds N] [--peers FOLDER]`: the figures of one
 * machine. Texts, then pages, are dropped into the inbox of the application: how many a second are queryable,
 * what they cost, memory and disk. Then one file after the other, while nothing else is to be done and beside
 * all texts. With `--peers`, the same files go through a chain of other software
 * (bench/oneMachine/peerChain.ts). Rates are of the round with the median rate. It prints everything and
 * writes `bench/results.json`.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readTexts, type Text } from './cost/texts.ts';
import { generatedPages, generatedTexts } from './oneMachine/files.ts';
import { type IngestFigures, measureIngest, warmingUp } from './oneMachine/ingest.ts';
import { measureIdleLatency, measureLatencyUnderLoad } from './oneMachine/latency.ts';
import { measurePeerChain } from './oneMachine/peerChain.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    documents: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '5' },
    peers: { type: 'string' },
  },
});
const documents = Number(values.documents);
const rounds = Number(values.rounds);
const idleFiles = 21;

const texts = values.corpus === undefined ? generatedTexts(documents) : readTexts(values.corpus);
const single = texts.slice(0, idleFiles);
const pages = generatedPages(warmingUp + Math.ceil(documents / 4));

/** The round whose rate is the median one. */
async function medianIngest(name: string, files: readonly Text[]): Promise<IngestFigures> {
  const figures: IngestFigures[] = [];
  for (let round = 0; round < rounds; round++) {
    figures.push(await measureIngest(files));
    console.log(`${name}, round ${round + 1}: ${JSON.stringify(figures.at(-1))}`);
  }
  const sorted = figures.sort((a, b) => a.documentsPerSecond - b.documentsPerSecond);
  return sorted[Math.floor(rounds / 2)] as IngestFigures;
}

/** Milliseconds from the drop of a file to its record. */
function latency(name: string, sorted: readonly number[]): { files: number; p50: number; p95: number } {
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN);
  const figures = { files: sorted.length, p50: at(0.5), p95: at(0.95) };
  console.log(`${name}: ${JSON.stringify(figures)}`);
  return figures;
}

function peerChain(folder: string) {
  const figures = {
    texts: measurePeerChain(folder, texts.slice(0, documents)),
    pages: measurePeerChain(folder, pages),
  };
  console.log(`Readability, jsdom, compromise and FTS5: ${JSON.stringify(figures)}`);
  return figures;
}

const machine = { processors: cpus().length, node: process.version, loadBefore: loadavg()[0] };
const results = {
  at: new Date().toISOString(),
  texts: await medianIngest('texts', texts.slice(0, documents)),
  pages: await medianIngest('pages', pages),
  idle: latency('one file at a time', await measureIdleLatency(single)),
  underLoad: latency(
    'one beside all texts',
    await measureLatencyUnderLoad(texts.slice(0, documents), single),
  ),
  ...(values.peers !== undefined && { peerChain: peerChain(values.peers) }),
  machine: { ...machine, loadAfter: loadavg()[0] },
};
writeFileSync(path.join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
