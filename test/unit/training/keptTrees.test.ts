import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BoostSettings, boost } from '../../../training/boost.ts';
import { keepingLearner, type Learner, learningCode } from '../../../training/keptTrees.ts';

const settings: BoostSettings = {
  trees: 2,
  depth: 1,
  rate: 0.3,
  rows: 1,
  features: 1,
  penalty: 1,
  leastWeight: 0,
  seed: 3,
};
const rows = [0.1, 0.4, 0.6, 0.9].map((value) => Float64Array.of(value));
const labels = Float64Array.of(0, 0, 1, 1);
const weights = Float64Array.of(1, 1, 1, 1);

let folder: string;
let learn: Learner;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keptTrees-'));
  learn = keepingLearner(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was learned is found again and is the same', () => {
  const trees = boost(rows, labels, weights, settings);
  expect(learn(rows, labels, weights, settings)).toEqual(trees);
  const [file = ''] = readdirSync(folder);
  expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toEqual(trees);
  writeFileSync(join(folder, file), '[[-1,0.25,0]]');
  expect(learn(rows, labels, weights, settings)).toEqual([[-1, 0.25, 0]]);
});

test('other examples or settings are learned anew', () => {
  learn(rows, labels, weights, settings);
  const others: Parameters<Learner>[] = [
    [rows.with(1, Float64Array.of(0.41)), labels, weights, settings],
    [rows, Float64Array.of(0, 1, 1, 1), weights, settings],
    [rows, labels, Float64Array.of(1, 1, 2, 1), settings],
    [rows, labels, weights, { ...settings, seed: 4 }],
  ];
  for (const [i, other] of others.entries()) {
    expect(learn(...other)).toEqual(boost(...other));
    expect(readdirSync(folder)).toHaveLength(i + 2);
  }
});

test('other code learns anew', () => {
  const code = join(folder, 'code.ts');
  const learnWith = keepingLearner(join(folder, 'trees'), [code]);
  for (const [i, text] of ['export {};', '// Other code'].entries()) {
    writeFileSync(code, text);
    learnWith(rows, labels, weights, settings);
    expect(readdirSync(join(folder, 'trees'))).toHaveLength(i + 1);
  }
});

test('the code that learns is boost.ts and what it imports of this repository', () => {
  const [boosting = ''] = learningCode;
  expect(boosting).toMatch(/boost\.ts$/);
  const imported = readFileSync(boosting, 'utf8').matchAll(/from '(\.[^']+)'/g);
  expect(learningCode.slice(1).sort()).toEqual(
    [...imported].map(([, path = '']) => join(dirname(boosting), path)).sort(),
  );
});
