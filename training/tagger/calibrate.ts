/**
 * Calibrates the tagger's confidence: fits weights that map the probability of a mention to its chance of
 * being right (`core/entities/tagger/calibration.ts`), on documents that the tagger was not trained on. The
 * model is a mean of parts, and documents held out of one part are in the training set of others, so each
 * part is evaluated on its own held-out documents.
 */

import { passagesOf } from '../../core/entities/passages.ts';
import { calibrationTerms } from '../../core/entities/tagger/calibration.ts';
import { readTaggerModel, writeTaggerModel } from '../../core/entities/tagger/model.ts';
import { Tagger } from '../../core/entities/tagger/tagger.ts';
import { logistic } from '../../core/learned/logistic.ts';
import { fitLogistic } from '../fitLogistic.ts';
import type { LabelledDocument } from './documents.ts';

/** The labels of the types that all public sets label. */
export const labels: Partial<Record<string, string>> = { person: 'PER', place: 'LOC', organization: 'ORG' };
/**
 * Candidate temperatures. Scores grow during training; dividing by the right one keeps probabilities
 * informative.
 */
const temperatures = [16, 24, 32, 48, 64, 96, 128, 192, 256, 384];

export interface WeightedOutcome {
  terms: number[];
  right: number;
  weight: number;
}

/** A model and documents that it was not trained on. */
export interface HeldOut {
  bytes: Uint8Array;
  documents: readonly LabelledDocument[];
}

/** The model with the temperature and calibration weights of the lowest loss on the held-out documents. */
export function withCalibration(bytes: Uint8Array, held: readonly HeldOut[]): Uint8Array {
  const fits = temperatures.map((temperature) => {
    const mentions = balanceGenres(
      held.flatMap((part) =>
        outcomesOf(new Tagger({ ...readTaggerModel(part.bytes), temperature }), part.documents),
      ),
    );
    const weights = fitLogistic(mentions);
    return { temperature, weights, logLoss: logLoss(mentions, weights) };
  });
  const [best] = fits.sort((a, b) => a.logLoss - b.logLoss);
  if (best === undefined) return bytes;
  return writeTaggerModel({
    ...readTaggerModel(bytes),
    temperature: best.temperature,
    calibration: Float32Array.from(best.weights),
  });
}

/** For each mention that the tagger finds: its calibration terms, and whether it is right. */
function outcomesOf(
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

/**
 * How much a genre counts beside the others: the edited texts of GUM are nearer to news than the web texts
 * and Wikipedia.
 */
const genreWeights: Readonly<Record<string, number>> = { gum: 3 };

/**
 * Weights that give each genre a total of its own: labelling differs by genre, and the sets are of very
 * different sizes.
 */
function balanceGenres(
  mentions: readonly (Omit<WeightedOutcome, 'weight'> & { genre: string })[],
): WeightedOutcome[] {
  const counts = new Map<string, number>();
  for (const { genre } of mentions) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  const weightOf = (genre: string) => genreWeights[genre] ?? 1;
  const all = [...counts.keys()].reduce((sum, genre) => sum + weightOf(genre), 0);
  return mentions.map(({ genre, terms, right }) => ({
    terms,
    right,
    weight: (mentions.length * weightOf(genre)) / all / (counts.get(genre) ?? 1),
  }));
}

/** The weighted mean logarithmic loss. */
function logLoss(mentions: readonly WeightedOutcome[], weights: readonly number[]): number {
  const losses = mentions.map(({ terms, right, weight }) => {
    const predicted = logistic(weights, terms);
    return -weight * Math.log(Math.max(0.001, right === 1 ? predicted : 1 - predicted));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / (losses.length || 1);
}
