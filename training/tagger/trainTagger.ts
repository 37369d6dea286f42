/** Trains a tagger model from labelled documents. */
import { writeTaggerModel } from '../../core/entities/tagger/model.ts';
import { type TaggedDocument, TrainingExamples } from './examples.ts';
import { FeatureIndex } from './featureIndex.ts';
import { type ClusteredWords, packModel } from './packModel.ts';
import { meanWeights, type Schedule, trainPerceptron, type Weights } from './perceptron.ts';

export interface TrainingPlan extends Schedule {
  /** How often a feature must occur to be used. */
  minCount: number;
  /** Number of rows of the model. */
  rows: number;
  /** Number of trainings, each in a different order and without the documents held out of it. */
  parts: number;
}

export interface TrainedTagger {
  /** The mean of the parts, which is better than each of them. */
  model: Uint8Array;
  /** The model of each training, for calibration on its held-out documents. */
  parts: Uint8Array[];
}

/** Trains the parts and averages them. @param onRound called after each round of each part */
export function trainTagger(
  documents: readonly TaggedDocument[],
  words: ClusteredWords,
  plan: TrainingPlan,
  onRound: (part: number, round: number) => void,
): TrainedTagger {
  const index = new FeatureIndex(plan.minCount);
  const clusters = new Map(Array.from(words.hashes, (hash, i) => [hash, words.clusters[i] as number]));
  const examples = new TrainingExamples(documents, (hash) => clusters.get(hash) ?? 0, index);
  const parts = Array.from({ length: plan.parts }, (_, part) => {
    const own = examples.documents.filter((_, d) => documents[d]?.heldOutPart !== part);
    return trainPerceptron(examples, own, index, { ...plan, seed: plan.seed + part }, (round) =>
      onRound(part, round),
    );
  });
  const packed = (weights: Weights) => writeTaggerModel(packModel(weights, index.hashes(), words, plan.rows));
  return { model: packed(meanWeights(parts)), parts: parts.map(packed) };
}
