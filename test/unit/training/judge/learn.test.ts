import { expect, test } from 'vitest';
import { type JudgeExample, judgedExample, learnJudge } from '../../../../training/judge/learn.ts';

/** A page whose blocks have more than its data's text. @param rest the share of the blocks that it lacks */
function example(rest: number, printed: number, data: number): JudgeExample {
  const terms = (sure: number, fromData: number) => [1, sure, 0, 0, 0, 0, 0, 0, 0, fromData];
  return {
    site: 'paper.example',
    whole: true,
    short: false,
    dataTerms: [1, rest, 0, 0],
    printed: { score: printed, confidenceTerms: terms(3 * printed, 0) },
    data: { score: data, confidenceTerms: terms(0, 1) },
  };
}

const pages = [
  ...Array.from({ length: 20 }, () => example(0.6, 0.5, 1)),
  ...Array.from({ length: 20 }, () => example(0.05, 1, 0.9)),
];

test('the data is preferred where it was better on other pages', () => {
  const weights = learnJudge(pages);
  expect(judgedExample(example(0.7, 0.4, 1), weights).score).toBe(1);
  expect(judgedExample(example(0.02, 1, 0.8), weights).score).toBe(1);
});

test('blocks with too little text give way to any text in the data', () => {
  expect(judgedExample({ ...example(0, 0, 0.7), short: true }, learnJudge(pages)).score).toBe(0.7);
});

test('the confidence is the share of good answers among pages that look alike', () => {
  const alike = Array.from({ length: 40 }, (_, i) => ({
    ...example(0, i % 4 === 0 ? 0.5 : 0.95, 0),
    printed: {
      score: i % 4 === 0 ? 0.5 : 0.95,
      confidenceTerms: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
    },
  }));
  const { confidence } = judgedExample(alike[0] ?? example(0, 0, 0), learnJudge(alike));
  expect(confidence).toBeCloseTo(0.75, 1);
});
