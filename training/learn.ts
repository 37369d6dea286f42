/** From labelled documents to a model. */
import { writeModel } from '../core/entities/tagger/model.ts';
import { Examples, type TaggedDocument } from './examples.ts';
import { FeatureIndex } from './features.ts';
import { pack, type Words } from './pack.ts';
import { type Schedule, train, type Weights } from './perceptron.ts';

export interface Plan extends Schedule {
  name: string;
  /** A feature must be seen so often. */
  least: number;
  /** Rows of the model. */
  rows: number;
}

/** @param told after each round, with the model as it would be then */
export function learn(
  documents: readonly TaggedDocument[],
  words: Words,
  plan: Plan,
  told: (round: number, model: () => Uint8Array) => void,
): Uint8Array {
  const index = new FeatureIndex(plan.least);
  const clusters = new Map(Array.from(words.hashes, (hash, i) => [hash, words.clusters[i] as number]));
  const examples = new Examples(documents, (hash) => clusters.get(hash) ?? 0, index);
  const packed = (weights: Weights) => writeModel(pack(weights, index.hashes(), words, plan.name, plan.rows));
  return packed(train(examples, index, plan, (round, weights) => told(round, () => packed(weights()))));
}
