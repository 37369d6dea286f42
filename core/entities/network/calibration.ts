/**
 * How often a name of the accurate tagger with a given probability is right: logistic regression, as for the
 * linear tagger (`../tagger/calibration.ts`), but with weights of its own for each type.
 */

import { logistic } from '../../logistic.ts';
import { calibrationTerms, stretched } from '../tagger/calibration.ts';
import type { TagType } from '../tagger/tags.ts';

/** The types whose weights are fitted. Names of other types are too few; they have the mean weights. */
export type CalibratedType = 'person' | 'place' | 'organization';

/** Fitted by `eval/networkCalibration.ts` on the dev set. Of each term of `networkTerms`. */
const weights: Readonly<Record<CalibratedType | 'others', readonly number[]>> = {
  person: [-1.147, 1.434, -0.161, 1.253],
  place: [-1.299, 0.706, -0.045, 1.171],
  organization: [-1.242, 1.07, -0.125, 1.298],
  others: [-1.114, 1.034, -0.103, 1.11],
};

/** Organisations of which the tagger is sure are right more often than the curve says, by the dev set. */
const sureOrganization = 1.6;

/** The terms that the weights multiply: 1, the log odds, their square, and whether it is one word. */
export function networkTerms(probability: number, length: number): number[] {
  const [one = 0, logOdds = 0, square = 0, , , oneWord = 0] = calibrationTerms(probability, 'place', length);
  return [one, logOdds, square, oneWord];
}

/** @param length of the name, in tokens */
export function networkConfidence(probability: number, type: TagType, length: number): number {
  const own = type in weights ? weights[type as CalibratedType] : weights.others;
  const confidence = logistic(own, networkTerms(probability, length));
  return type === 'organization' ? stretched(confidence, sureOrganization) : confidence;
}
