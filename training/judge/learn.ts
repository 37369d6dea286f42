/**
 * Learns to judge answers (core/article/textAnswers.ts): whether the text in a page's data is nearer to the
 * story than its blocks, and how sure the answer is.
 */
import { readStory } from '../../core/article/article.ts';
import type { ArticleTrees, JudgeWeights } from '../../core/article/articleTrees.ts';
import { confidenceTerms, dataTerms, lengthOf, minArticleLength } from '../../core/article/textAnswers.ts';
import type { Paragraph } from '../../core/document/record.ts';
import { logistic } from '../../core/learned/logistic.ts';
import type { ArticlePage } from '../articlePages.ts';
import { fitLogistic } from '../fitLogistic.ts';
import { bodyScore, type GroundTruth, snippetScore } from '../story/articleScores.ts';

/** One page with a known story. Its terms and scores are numbers, so that many pages fit in memory. */
export interface JudgeExample {
  site: string;
  /** Whether the truth is the whole text, not snippets of it. */
  whole: boolean;
  /** Whether the blocks have too little text for an article, so that any text in the data is better. */
  short: boolean;
  dataTerms: number[];
  printed: ScoredAnswer;
  data?: ScoredAnswer;
}

interface ScoredAnswer {
  /** F1, 0 to 1. */
  score: number;
  confidenceTerms: number[];
}

/** An answer with at least this F1 is good. */
export const goodScore = 0.9;
/** Smaller differences between the answers teach nothing. */
const minGain = 0.005;
/** How much an example counts for each unit of F1 that the right choice gains: outweighs the ridge. */
const weightOfGain = 60;

/** The example of a page that has a body or snippets. @param trees learned without the page's site */
export function judgeExample({ site, url, page, truth }: ArticlePage, trees: ArticleTrees): JudgeExample {
  const { answers, standfirst } = readStory(page, url, trees);
  const scored = (paragraphs: readonly Paragraph[], fromData: boolean): ScoredAnswer => ({
    score: scoreOf(paragraphs, standfirst, truth),
    confidenceTerms: confidenceTerms(answers, fromData),
  });
  return {
    site,
    whole: Boolean(truth.body),
    short: lengthOf(answers.printed) < minArticleLength,
    dataTerms: dataTerms(answers),
    printed: scored(answers.printed, false),
    ...(answers.data === undefined ? {} : { data: scored(answers.data, true) }),
  };
}

function scoreOf(
  paragraphs: readonly Paragraph[],
  standfirst: string | undefined,
  truth: GroundTruth,
): number {
  const text = paragraphs.flatMap((one) => (one.role === 'caption' ? [] : one.text)).join('\n\n');
  if (!truth.body) return snippetScore(truth, `${standfirst ?? ''}\n${text}`);
  const { precision = 0, recall = 0 } = bodyScore(truth.body, text);
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** The weights learned from the examples. */
export function learnJudge(from: readonly JudgeExample[]): JudgeWeights {
  const data = fitLogistic(
    from.flatMap((one) => {
      const gain = one.data === undefined ? 0 : one.data.score - one.printed.score;
      return one.short || Math.abs(gain) < minGain
        ? []
        : [{ terms: one.dataTerms, right: gain > 0 ? 1 : 0, weight: weightOfGain * Math.abs(gain) }];
    }),
  );
  const whole = from.filter((one) => one.whole);
  const confidence = fitLogistic(
    whole.map((one) => {
      const { confidenceTerms: terms, score } = chosen(one, data);
      return { terms, right: score >= goodScore ? 1 : 0, weight: 1 };
    }),
  );
  return { data: data.map(rounded), confidence: confidence.map(rounded) };
}

/** What the weights say of a page whose story is known: how sure they are, and the answer's F1. */
export function judgedExample(
  example: JudgeExample,
  weights: JudgeWeights,
): { confidence: number; score: number } {
  const { confidenceTerms: terms, score } = chosen(example, weights.data);
  return { confidence: logistic(weights.confidence, terms), score };
}

function chosen(example: JudgeExample, weights: readonly number[]): ScoredAnswer {
  const { short, dataTerms: terms, printed, data } = example;
  return data !== undefined && (short || logistic(weights, terms) > 0.5) ? data : printed;
}

function rounded(weight: number): number {
  return Number(weight.toPrecision(4));
}
