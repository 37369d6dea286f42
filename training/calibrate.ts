/**
 * How sure the tagger may say it is: on documents that it has not learnt from, each mention's probability is held against whether the
 * mention was right, and the weights that go from one to the other (`core/entities/tagger/calibration.ts`) become part of the model. The
 * model is a mean of parts, and what is not learnt from in one part is learnt from in another: so the parts are asked, each for what was
 * held back from it.
 */

import { calibratedConfidence, calibrationTerms } from '../core/entities/tagger/calibration.ts';
import { readTaggerModel, writeTaggerModel } from '../core/entities/tagger/model.ts';
import { Tagger } from '../core/entities/tagger/tagger.ts';
import { passagesOf } from '../core/entities/token.ts';
import type { LabelledDocument } from './documents.ts';
import { fitLogistic } from './fitLogistic.ts';

const labels: Record<string, string> = { person: 'PER', place: 'LOC', organization: 'ORG' };
/** Scores grow with the training; divided by one of these, probabilities are neither all 1 nor all alike. */
const temperatures = [16, 24, 32, 48, 64, 96, 128, 192, 256, 384];

export interface WeightedOutcome {
  terms: number[];
  right: number;
  weight: number;
}

/** A model and documents that it has not learnt from. */
export interface HeldOut {
  bytes: Uint8Array;
  documents: readonly LabelledDocument[];
}

/** The model with its temperature and its reliability. */
export function withCalibration(bytes: Uint8Array, held: readonly HeldOut[]): Uint8Array {
  const fits = temperatures.map((temperature) => {
    const mentions = evened(
      held.flatMap((part) => judge(new Tagger({ ...readTaggerModel(part.bytes), temperature }), part.documents)),
    );
    const weights = fitLogistic(mentions);
    return { temperature, weights, surprise: surprise(mentions, weights) };
  });
  const [best] = fits.sort((a, b) => a.surprise - b.surprise);
  if (best === undefined) return bytes;
  return writeTaggerModel({
    ...readTaggerModel(bytes),
    temperature: best.temperature,
    calibration: Float32Array.from(best.weights),
  });
}

function judge(
  tagger: Tagger,
  held: readonly LabelledDocument[],
): (Omit<WeightedOutcome, 'weight'> & { genre: string })[] {
  return held.flatMap(({ source, text, entities }) => {
    const gold = new Set(entities.map(({ start, end, type }) => `${start}:${end}:${type}`));
    return tagger.tag(text, passagesOf(text)).flatMap(({ passage, from, to, type, probability }) => {
      const label = labels[type];
      const key = `${passage.tokens[from]?.start}:${passage.tokens[to - 1]?.end}:${label}`;
      const terms = calibrationTerms(probability, type, to - from);
      return label === undefined
        ? []
        : [{ genre: source.split('-')[0] ?? '', terms, right: gold.has(key) ? 1 : 0 }];
    });
  });
}

/** Each kind of text weighs the same, however much there is of it: people label each otherwise, and a name may be in any. */
function evened(mentions: readonly (Omit<WeightedOutcome, 'weight'> & { genre: string })[]): WeightedOutcome[] {
  const counts = new Map<string, number>();
  for (const { genre } of mentions) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  return mentions.map(({ genre, terms, right }) => ({
    terms,
    right,
    weight: mentions.length / counts.size / (counts.get(genre) ?? 1),
  }));
}

/** The mean logarithmic loss. */
function surprise(mentions: readonly WeightedOutcome[], weights: readonly number[]): number {
  const losses = mentions.map(({ terms, right, weight }) => {
    const said = calibratedConfidence(weights, terms);
    return -weight * Math.log(Math.max(0.001, right === 1 ? said : 1 - said));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / (losses.length || 1);
}
