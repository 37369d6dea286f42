/** A recipe names an input of the fuzzer: a sample of the corpus and the seeds of its mutations in turn. */
import { Random } from '../../core/random.ts';
import type { Sample } from './corpus.ts';
import { mutate } from './mutate.ts';

export interface Recipe {
  sample: string;
  seeds: readonly number[];
}

/** `harbour-news.csv:17:4242` */
export function writeRecipe({ sample, seeds }: Recipe): string {
  return [sample, ...seeds].join(':');
}

export function parseRecipe(text: string): Recipe {
  const [sample = '', ...seeds] = text.split(':');
  return { sample, seeds: seeds.map(Number) };
}

/** @throws Error if the corpus does not have the sample */
export function bytesOf({ sample, seeds }: Recipe, corpus: readonly Sample[]): Buffer {
  const found = corpus.find(({ name }) => name === sample);
  if (found === undefined) throw new Error(`there is no sample ${sample}`);
  return seeds.reduce((bytes, seed) => {
    const random = new Random(seed);
    return mutate(bytes, random, random.pick(corpus).bytes);
  }, found.bytes);
}
