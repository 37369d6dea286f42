/**
 * How often a mention is right, by the model's own probability for it: logistic regression on the log odds (Platt 1999), with what the log
 * odds do not say: they rise faster than the share of what is right, and names of organisations and names of one word are wrong more often
 * than as sure others. `training/calibrate.ts` fits the weights.
 */
import type { TagType } from './tags.ts';

export const calibrationSize = 6;

/** Beyond these, log odds say no more. */
const [lowest, highest] = [-6, 7];

/** What the weights are for: always 1, the log odds and their square, person, organization, of one word. */
export function calibrationTerms(probability: number, type: TagType, length: number): number[] {
  const odds = Math.log(probability / (1 - probability));
  const bounded = Math.min(highest, Math.max(lowest, odds));
  return [
    1,
    bounded,
    bounded * bounded,
    Number(type === 'person'),
    Number(type === 'organization'),
    Number(length === 1),
  ];
}

/** Between 0 and 1. */
export function calibrated(weights: ArrayLike<number>, terms: readonly number[]): number {
  return 1 / (1 + Math.exp(-terms.reduce((sum, term, i) => sum + term * (weights[i] ?? 0), 0)));
}
