/**
 * Calibrates the model's probabilities: how often a mention with a given probability is right. Logistic
 * regression on the log odds (Platt 1999) with extra terms, because the log odds grow faster than the share
 * of correct mentions, and because organisations and names of one word are wrong more often than other names
 * of the same probability. `training/tagger/calibrate.ts` fits the weights.
 */
import type { TagType } from './tags.ts';

export const calibrationSize = 6;

/** Log odds are clipped to this range, because more extreme ones carry no information. */
const [minLogOdds, maxLogOdds] = [-6, 7];

/**
 * The terms that the weights multiply: 1, the log odds, their square, person, organization, one word.
 * @param length of the name, in tokens
 */
export function calibrationTerms(probability: number, type: TagType, length: number): number[] {
  const logOdds = Math.log(probability / (1 - probability));
  const clipped = Math.min(maxLogOdds, Math.max(minLogOdds, logOdds));
  return [
    1,
    clipped,
    clipped * clipped,
    Number(type === 'person'),
    Number(type === 'organization'),
    Number(length === 1),
  ];
}
