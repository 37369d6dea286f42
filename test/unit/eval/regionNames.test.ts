import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRegions } from '../../../eval/regionNames.ts';
import { regions as trained } from '../../../training/regions.ts';

const regions = parseRegions(readFileSync(new URL('../../../eval/data/names.json', import.meta.url), 'utf8'));

test('the names for evaluation are not among the names for training', () => {
  const learnt = new Set(trained.flatMap(({ given, family }) => [...given, ...family]));
  expect(
    regions.flatMap(({ given, family }) => [...given, ...family]).filter((name) => learnt.has(name)),
  ).toEqual([]);
});

test.each(regions)('$name: at least 20 different given and family names', ({ given, family }) => {
  expect(new Set(given).size).toBeGreaterThanOrEqual(20);
  expect(new Set(family).size).toBeGreaterThanOrEqual(20);
});
