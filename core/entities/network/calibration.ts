/**
 * How often a name of the accurate tagger with a given probability is right: logistic regression, as for the
 * linear tagger (`../tagger/calibration.ts`), but with weights of its own for each type.
 */

import { logistic } from '../../logistic.ts';
import { calibrationTerms } from '../tagger/calibration.ts';
import type { TagType } from '../tagger/tags.ts';

/** The types whose weights are fitted. Names of other types are too few; they have the mean weights. */
export type CalibratedType = 'person' | 'place' | 'organization';

/** Fitted by `eval/networkCalibration.ts` on the dev set. Of each term of `networkTerms`. */
const weights: Readonly<Record<CalibratedType | 'others', readonly number[]>> = {
  person: [-1.772, 1.49, -0.149, 1.789],
  place: [-1.412, 0.617, -0.018, 1.209],
  organization: [-1.946, 1.35, -0.158, 2.012],
  others: [-1.385, 0.987, -0.083, 1.386],
};

/** The terms that the weights multiply: 1, the log odds, their square, and whether it is one word. */
export function networkTerms(probability: number, length: number): number[] {
  const [one = 0, logOdds = 0, square = 0, , , oneWord = 0] = calibrationTerms(probability, 'place', length);
  return [one, logOdds, square, oneWord];
}

/** @param length of the name, in tokens */
export function networkConfidence(probability: number, type: TagType, length: number): number {
  const own = type in weights ? weights[type as CalibratedType] : weights.others;
  return logistic(own, networkTerms(probability, length));
}
