/**
 * `npm run eval:reprints -- FILE`: scores the detection of reprints. FILE (.jsonl, .jsonl.gz) has lines
 * {cluster, variant, text}; two rows of a cluster are reprints of each other. Pairs are detected as by `GET
 * /v1/documents/{id}/reprints`. The last line printed is the scores as JSON. Beside them, what a join of all
 * runs of four words finds (scores/shingleJoin.ts), how many of its pairs were detected, and seconds of
 * processor time of both.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Paragraph } from '../core/document/record.ts';
import { bandsOf, leastResemblance, resemblance, signatureOf } from '../core/document/signature.ts';
import { shingleJoin } from './scores/shingleJoin.ts';

const line = z.object({ cluster: z.string(), variant: z.string(), text: z.string() });

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run eval:reprints -- FILE');
  process.exit(2);
}
const bytes = readFileSync(file);
const rows = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  .toString()
  .split('\n')
  .filter((each) => each.trim() !== '')
  .map((each) => line.parse(JSON.parse(each)))
  .map(({ cluster, text }) => ({ cluster, text, paragraphs: paragraphsOf(text) }));

const { candidates, found, seconds } = timed(() => {
  const candidates = candidatePairs(rows.map(({ paragraphs }) => signatureOf({ paragraphs })));
  const isReprint = ([i, j]: [number, number]): boolean => {
    const [a, b] = [rows[i], rows[j]];
    return a !== undefined && b !== undefined && resemblance(a, b) >= leastResemblance;
  };
  return { candidates, found: candidates.filter(isReprint) };
});
const right = found.filter(([i, j]) => rows[i]?.cluster === rows[j]?.cluster).length;
const wanted = pairsWithinClusters(rows.map(({ cluster }) => cluster));
const precision = found.length === 0 ? 0 : right / found.length;
const recall = wanted === 0 ? 0 : right / wanted;
const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
const join = timed(() => ({
  pairs: shingleJoin(
    rows.map(({ text }) => text),
    leastResemblance,
  ),
}));
console.log(
  JSON.stringify({
    rows: rows.length,
    pairs: wanted,
    candidates: candidates.length,
    found: found.length,
    precision,
    recall,
    f1,
    seconds,
    join: {
      pairs: join.pairs.size,
      detected: found.filter(([i, j]) => join.pairs.has(`${i} ${j}`)).length,
      seconds: join.seconds,
    },
  }),
);

function timed<T extends object>(work: () => T): T & { seconds: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ...result, seconds: Number(((user + system) / 1e6).toFixed(2)) };
}

function paragraphsOf(text: string): Paragraph[] {
  return text
    .split('\n')
    .flatMap((each) => (each.trim() === '' ? [] : [{ role: 'text' as const, text: each.trim() }]));
}

/** Pairs of rows with a band in common. */
function candidatePairs(signatures: readonly (string | undefined)[]): [number, number][] {
  const rowsOf = new Map<string, number[]>();
  const pairs = new Set<string>();
  for (const [i, signature] of signatures.entries()) {
    for (const band of signature === undefined ? [] : bandsOf(signature)) {
      const earlier = rowsOf.get(band) ?? [];
      for (const j of earlier) pairs.add(`${j} ${i}`);
      rowsOf.set(band, [...earlier, i]);
    }
  }
  return [...pairs].map((pair) => {
    const [i = 0, j = 0] = pair.split(' ').map(Number);
    return [i, j];
  });
}

function pairsWithinClusters(clusters: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
}
