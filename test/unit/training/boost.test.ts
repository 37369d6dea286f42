import { expect, test } from 'vitest';
import { probabilityOf, treesFrom } from '../../../core/learned/decisionTrees.ts';
import { type BoostSettings, boost, meanOf } from '../../../training/boost.ts';
import { randomOf } from '../../../training/random.ts';

const settings: BoostSettings = {
  trees: 30,
  depth: 3,
  rate: 0.3,
  rows: 0.7,
  features: 0.7,
  penalty: 1,
  leastWeight: 1,
  seed: 3,
};
const random = randomOf(5);
const rows = Array.from({ length: 400 }, () => Float64Array.of(random(), random(), random()));
/** True where exactly one of two features is high, which no single feature tells. */
const isRight = ([a = 0, b = 0]: Float64Array) => a > 0.5 !== b > 0.5;
const labels = Float64Array.from(rows, (row) => (isRight(row) ? 1 : 0));
const weights = new Float64Array(rows.length).fill(1);

test('the trees learn what two features tell only together', () => {
  const trees = treesFrom(boost(rows, labels, weights, settings));
  const right = rows.filter((row) => probabilityOf(trees, row) > 0.5 === isRight(row)).length;
  expect(right / rows.length).toBeGreaterThan(0.95);
});

test('the same seed gives the same trees, another seed others', () => {
  const trees = boost(rows, labels, weights, settings);
  expect(boost(rows, labels, weights, settings)).toEqual(trees);
  expect(boost(rows, labels, weights, { ...settings, seed: 4 })).not.toEqual(trees);
});

test('the mean of trainings is the mean of their log odds', () => {
  const trainings = [3, 4].map((seed) => boost(rows, labels, weights, { ...settings, seed }));
  const logOdds = (p: number) => Math.log(p / (1 - p));
  const row = Float64Array.of(0.9, 0.2, 0.5);
  const [one = 0, other = 0] = trainings.map((trees) => logOdds(probabilityOf(treesFrom(trees), row)));
  expect(logOdds(probabilityOf(treesFrom(meanOf(trainings)), row))).toBeCloseTo((one + other) / 2, 2);
});
