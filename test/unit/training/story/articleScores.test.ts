import { expect, test } from 'vitest';
import { articleScores, snippetScore } from '../../../../training/story/articleScores.ts';

const truth = {
  id: '1',
  file: '',
  with: ['the quay is shut', 'until the ice breaks'],
  without: ['Read more'],
};

test('a snippet may be in the standfirst or in the body', () => {
  const prediction = {
    id: '1',
    standfirst: 'Why the quay is shut',
    body: 'It stays so until the ice breaks.',
  };
  expect(articleScores([truth], [prediction])).toMatchObject({ snippets: { tp: 2, fp: 0, fn: 0, f1: 1 } });
});

test('a snippet that must not occur lowers the score', () => {
  expect(snippetScore(truth, 'the quay is shut until the ice breaks. Read more')).toBeCloseTo(0.8);
  expect(snippetScore(truth, 'the quay is shut')).toBeCloseTo(2 / 3);
});
