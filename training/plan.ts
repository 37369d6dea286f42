/** How the shipped tagger is trained: each number was chosen by what it was worth on the dev set, which is never trained on. */
import { model } from '../core/entities/annotate.ts';
import { hashText } from '../core/entities/tagger/featureHash.ts';
import { addCaseCopies, addRenamedCopies } from './augment.ts';
import { type LabelledDocument, silverSource, taggedDocument } from './documents.ts';
import type { TaggedDocument } from './examples.ts';
import type { TrainingPlan } from './trainTagger.ts';
import { randomOf } from './random.ts';

export const plan: TrainingPlan = {
  name: model,
  seed: 1,
  least: 2,
  rows: 400_000,
  rounds: 7,
  parts: 6,
  margin: 80,
  dropout: 0.3,
  firstLooks: 0.4,
  // Web text and news that people labelled say more than tweets do.
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
    // More than half of all words, and no person labelled them.
    [silverSource]: 0.4,
  },
};

/** One in so many documents with people in them is there once more, with other names. */
const otherNames = 6;

/** All documents, with the copies. */
export function trainingDocuments(labelled: readonly LabelledDocument[]): TaggedDocument[] {
  const random = randomOf(plan.seed);
  return [...addCaseCopies(labelled, random), ...addRenamedCopies(labelled, otherNames, random)].map(
    (document) => ({
      ...taggedDocument(document),
      heldOutPart: heldOutPart(document),
    }),
  );
}

/** So many parts of the training hold texts back; the others learn from all. */
const judges = 2;

/**
 * The part of the training that does not learn from the document, so that it can tell how sure to be: each of the judges holds back an
 * eighth of the texts most like news that people labelled.
 */
export function heldOutPart({ id, source }: Pick<LabelledDocument, 'id' | 'source'>): number | undefined {
  const chance = hashText(id.split('#')[0] ?? '', 5) >>> 29;
  return /^(?:uner|gum|wikigold)/.test(source) && chance < judges ? chance : undefined;
}
