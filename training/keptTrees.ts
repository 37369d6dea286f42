/** Keeps the trees of earlier trainings, so that the same examples need not be learned from twice. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '../core/decisionTrees.ts';
import { hashOfPieces } from '../core/hash.ts';
import { type BoostSettings, boost } from './boost.ts';

/** Trains trees, or finds those that an earlier training made. */
export type Learner = typeof boost;

/**
 * A learner that looks in the folder first. A file there is named by all that its trees depend on, so trees
 * from examples as an earlier version of the reader measured them are never taken for those of today.
 */
export function keepingLearner(folder: string): Learner {
  return (rows, labels, weights, settings) => {
    const file = join(folder, `${learnedFrom(rows, labels, weights, settings)}.json`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Tree[];
    const trees = boost(rows, labels, weights, settings);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify(trees));
    return trees;
  };
}

/** The hash of all that trees depend on: the examples, the settings and the code that learns. */
function learnedFrom(
  rows: readonly Float64Array[],
  labels: Float64Array,
  weights: Float64Array,
  settings: BoostSettings,
): string {
  const { add, end } = hashOfPieces();
  add(readFileSync(join(import.meta.dirname, 'boost.ts')));
  add(Buffer.from(JSON.stringify([settings, rows.length, rows[0]?.length])));
  for (const { buffer, byteOffset, byteLength } of [labels, weights, ...rows])
    add(new Uint8Array(buffer, byteOffset, byteLength));
  return end();
}
