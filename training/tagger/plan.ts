/**
 * The settings of the shipped tagger's training, chosen by their results on the dev set, which is never
 * trained on.
 */

import { hashText } from '../../core/entities/tagger/featureHash.ts';
import { randomOf } from '../random.ts';
import { addCaseCopies, addRenamedCopies } from './augment.ts';
import { type LabelledDocument, silverSource, taggedDocument } from './documents.ts';
import type { TaggedDocument } from './examples.ts';
import type { TrainingPlan } from './trainTagger.ts';

export const plan: TrainingPlan = {
  seed: 1,
  minCount: 2,
  rows: 400_000,
  rounds: 7,
  parts: 6,
  margin: 80,
  dropout: 0.3,
  firstPassShare: 0.4,
  // Web text and news labelled by people are better evidence than tweets.
  strength: {
    'uner-ewt-train': 1.5,
    'uner-ewt-dev': 1.5,
    'gum-news': 1.5,
    'gum-interview': 1.5,
    'gum-speech': 1.5,
    'gum-bio': 1.5,
    'gum-voyage': 1.5,
    btc: 0.5,
    wnut17: 0.5,
    // More than half of all words, but labelled automatically.
    [silverSource]: 0.4,
  },
};

/** One in this many documents that name people is copied with other names. */
export const oneRenamedIn = 6;

/** The documents and their augmented copies, tagged. */
export function trainingDocuments(labelled: readonly LabelledDocument[]): TaggedDocument[] {
  const random = randomOf(plan.seed);
  return [...addCaseCopies(labelled, random), ...addRenamedCopies(labelled, oneRenamedIn, random)].map(
    (document) => ({
      ...taggedDocument(document),
      heldOutPart: heldOutPart(document),
    }),
  );
}

/** Number of parts of the training with held-out documents; the other parts use all documents. */
const partsWithHeldOut = 4;

/**
 * The part of the training that the document is held out of, for calibration; `undefined` if every part
 * uses it. Each of these parts holds out an eighth of the news-like texts labelled by people.
 */
export function heldOutPart({ id, source }: Pick<LabelledDocument, 'id' | 'source'>): number | undefined {
  const chance = hashText(id.split('#')[0] ?? '', 5) >>> 29;
  return /^(?:uner|gum|wikigold)/.test(source) && chance < partsWithHeldOut ? chance : undefined;
}
