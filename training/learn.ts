/** From labelled documents to a model. */
import { writeModel } from '../core/entities/tagger/model.ts';
import { Examples, type TaggedDocument } from './examples.ts';
import { FeatureIndex } from './features.ts';
import { pack, type Words } from './pack.ts';
import { meanOf, type Schedule, train, type Weights } from './perceptron.ts';

export interface Plan extends Schedule {
  name: string;
  /** A feature must be seen so often. */
  least: number;
  /** Rows of the model. */
  rows: number;
  /** So many trainings, each in an order of its own and without the documents held back in it. */
  parts: number;
}

export interface Learnt {
  /** The mean of the parts, which is better than each. */
  model: Uint8Array;
  /** Each with documents that it has not learnt from (`heldIn`). */
  parts: Uint8Array[];
}

/** @param told after each round of each part */
export function learn(
  documents: readonly TaggedDocument[],
  words: Words,
  plan: Plan,
  told: (part: number, round: number) => void,
): Learnt {
  const index = new FeatureIndex(plan.least);
  const clusters = new Map(Array.from(words.hashes, (hash, i) => [hash, words.clusters[i] as number]));
  const examples = new Examples(documents, (hash) => clusters.get(hash) ?? 0, index);
  const parts = Array.from({ length: plan.parts }, (_, part) => {
    const own = examples.documents.filter((_, d) => documents[d]?.heldIn !== part);
    return train(examples, own, index, { ...plan, seed: plan.seed + part }, (round) => told(part, round));
  });
  const packed = (weights: Weights) => writeModel(pack(weights, index.hashes(), words, plan.name, plan.rows));
  return { model: packed(meanOf(parts)), parts: parts.map(packed) };
}
