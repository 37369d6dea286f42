/**
 * How often a chosen name of the accurate tagger with a given probability is right: logistic regression, as
 * for the linear tagger (`../tagger/calibration.ts`), but with weights of its own for each type.
 */

import { logistic } from '../../learned/logistic.ts';
import { logOddsOf } from '../tagger/calibration.ts';
import type { TagType } from '../tagger/tags.ts';

/** The types whose weights are fitted. Names of other types are too few; they have the mean weights. */
export const calibratedTypes = ['person', 'place', 'organization'] as const;
type CalibratedType = (typeof calibratedTypes)[number];

/** Fitted by `eval/networkCalibration.ts` on the dev set. Of each term of `confidenceTerms`. */
const weights: Readonly<Record<CalibratedType | 'others', readonly number[]>> = {
  person: [-0.291, 1.132, 0.252],
  place: [0.016, 0.83, 0.299],
  organization: [-0.825, 1.416, 1.191],
  others: [-0.276, 1.048, 0.472],
};

/** The terms that the weights multiply: 1, the log odds, and whether it is one word. */
export function confidenceTerms(probability: number, length: number): number[] {
  return [1, logOddsOf(probability), Number(length === 1)];
}

/** @param length of the name, in tokens */
export function networkConfidence(probability: number, type: TagType, length: number): number {
  const own = type in weights ? weights[type as CalibratedType] : weights.others;
  return logistic(own, confidenceTerms(probability, length));
}
