import { expect, test } from 'vitest';
import { RunSet, wordRuns } from '../../../../core/text/wordRuns.ts';
import { pieces } from '../../../pieces.ts';

test('the same words give the same runs, whatever is between them and whatever their case', () => {
  expect(wordRuns('The ferry waits, again.', 3)).toEqual(wordRuns('  the FERRY – waits again', 3));
  expect(wordRuns('The ferry waits again', 3)).toHaveLength(2);
});

test('other words, another order and another number of words give other runs', () => {
  const texts = pieces('a b c¦a c b¦b a c¦a b d¦a b¦b¦ab c¦a bc¦1 2 3¦é b c¦𝒜 b c¦𝒷 b c');
  expect(new Set(texts.flatMap((text) => wordRuns(text, 3))).size).toBe(texts.length);
});

test('a text of fewer words is one run, and one without words has none', () => {
  expect(wordRuns('a b', 3)).toHaveLength(1);
  expect(wordRuns('— …', 3)).toEqual([]);
});

test('a set has the runs of which it was made, and no others', () => {
  const runs = wordRuns(Array.from({ length: 400 }, (_, i) => `word${i}`).join(' '), 3);
  const even = new RunSet(runs.filter((_, i) => i % 2 === 0));
  expect(runs.map((run) => even.has(run))).toEqual(runs.map((_, i) => i % 2 === 0));
  expect(new RunSet([]).has(0)).toBe(false);
});
