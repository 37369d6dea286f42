/** From labelled documents to a model. */
import { writeTaggerModel } from '../core/entities/tagger/model.ts';
import { TrainingExamples, type TaggedDocument } from './examples.ts';
import { FeatureIndex } from './featureIndex.ts';
import { packModel, type ClusteredWords } from './packModel.ts';
import { meanWeights, type Schedule, trainPerceptron, type Weights } from './perceptron.ts';

export interface TrainingPlan extends Schedule {
  name: string;
  /** A feature must be seen so often. */
  least: number;
  /** Rows of the model. */
  rows: number;
  /** So many trainings, each in an order of its own and without the documents held back in it. */
  parts: number;
}

export interface TrainedTagger {
  /** The mean of the parts, which is better than each. */
  model: Uint8Array;
  /** Each with documents that it has not learnt from (`heldIn`). */
  parts: Uint8Array[];
}

/** @param told after each round of each part */
export function trainTagger(
  documents: readonly TaggedDocument[],
  words: ClusteredWords,
  plan: TrainingPlan,
  told: (part: number, round: number) => void,
): TrainedTagger {
  const index = new FeatureIndex(plan.least);
  const clusters = new Map(Array.from(words.hashes, (hash, i) => [hash, words.clusters[i] as number]));
  const examples = new TrainingExamples(documents, (hash) => clusters.get(hash) ?? 0, index);
  const parts = Array.from({ length: plan.parts }, (_, part) => {
    const own = examples.documents.filter((_, d) => documents[d]?.heldIn !== part);
    return trainPerceptron(examples, own, index, { ...plan, seed: plan.seed + part }, (round) => told(part, round));
  });
  const packed = (weights: Weights) => writeTaggerModel(packModel(weights, index.hashes(), words, plan.name, plan.rows));
  return { model: packed(meanWeights(parts)), parts: parts.map(packed) };
}
