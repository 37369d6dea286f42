/** Keeps the trees of earlier trainings, so that the same examples need not be learned from twice. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfPieces } from '../core/hash.ts';
import type { Tree } from '../core/learned/decisionTrees.ts';
import { type BoostSettings, boost } from './boost.ts';

/** Trains trees, or finds those that an earlier training made. */
export type Learner = typeof boost;

/** The files whose code decides which trees are learned from given examples. */
export const learningCode = ['boost.ts', '../core/learned/decisionTrees.ts'].map((path) =>
  join(import.meta.dirname, path),
);

/**
 * A learner that looks in the folder first. A file there is named by all that its trees depend on, so trees
 * from examples as an earlier version of the reader measured them are never taken for those of today.
 * @param code the files with the code that learns
 */
export function keepingLearner(folder: string, code: readonly string[] = learningCode): Learner {
  return (rows, labels, weights, settings) => {
    const file = join(folder, `${learnedFrom(code, rows, labels, weights, settings)}.json`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Tree[];
    const trees = boost(rows, labels, weights, settings);
    mkdirSync(folder, { recursive: true });
    // A run that is stopped while it writes leaves no half of a file under the name that others look for.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify(trees));
    renameSync(unfinished, file);
    return trees;
  };
}

/** The hash of all that trees depend on: the examples, the settings and the code that learns. */
function learnedFrom(
  code: readonly string[],
  rows: readonly Float64Array[],
  labels: Float64Array,
  weights: Float64Array,
  settings: BoostSettings,
): string {
  const { add, end } = hashOfPieces();
  for (const path of code) add(readFileSync(path));
  add(Buffer.from(JSON.stringify([settings, rows.length, rows[0]?.length])));
  for (const { buffer, byteOffset, byteLength } of [labels, weights, ...rows])
    add(new Uint8Array(buffer, byteOffset, byteLength));
  return end();
}
