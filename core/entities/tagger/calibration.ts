/**
 * Calibrates the model's probabilities: how often a mention with a given probability is right. Logistic
 * regression on the log odds (Platt 1999) with extra terms, because the log odds grow faster than the share
 * of correct mentions, and because organisations and names of one word are wrong more often than other names
 * of the same probability. `training/tagger/calibrate.ts` fits the weights.
 */
import { logistic } from '../../learned/logistic.ts';
import type { TagType } from './tags.ts';

export const calibrationSize = 6;

/** Log odds are clipped to this range, because more extreme ones carry no information. */
const [minLogOdds, maxLogOdds] = [-6, 7];

/** The log odds, clipped. */
export function logOddsOf(probability: number): number {
  const logOdds = Math.log(probability / (1 - probability));
  return Math.min(maxLogOdds, Math.max(minLogOdds, logOdds));
}

/**
 * The terms that the weights multiply: 1, the log odds, their square, person, organization, one word.
 * @param length of the name, in tokens
 */
export function calibrationTerms(probability: number, type: TagType, length: number): number[] {
  const clipped = logOddsOf(probability);
  return [
    1,
    clipped,
    clipped * clipped,
    Number(type === 'person'),
    Number(type === 'organization'),
    Number(length === 1),
  ];
}

/** From here on the curve of all types is too steep for one type, or too flat. */
const sure = 0.8;
const surest = 0.99;

/** The confidence of a type whose sure names are right more often (a factor above 1) or less than stated. */
export function stretched(confidence: number, factor: number): number {
  return confidence <= sure ? confidence : Math.min(surest, sure + factor * (confidence - sure));
}

/** By the dev set. */
const factors: Partial<Record<TagType, number>> = { place: 0.6, organization: 1.15 };

/** How often a name of the linear tagger is right. @param weights of `calibrationTerms` */
export function linearConfidence(
  weights: ArrayLike<number>,
  ...[probability, type, length]: Parameters<typeof calibrationTerms>
): number {
  return stretched(logistic(weights, calibrationTerms(probability, type, length)), factors[type] ?? 1);
}
