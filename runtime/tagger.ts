/** The fast tagger, with the weights of `models/`. On Lambda they are beside the bundle. */
import { readFileSync } from 'node:fs';
import { readTaggerModel } from '../core/entities/tagger/model.ts';
import { Tagger } from '../core/entities/tagger/tagger.ts';

export const weightsFile = 'tagger.bin';

/** Reads a file of weights, at once. @throws if it is not there or has another form */
export function loadTagger(weights = new URL(`../models/${weightsFile}`, import.meta.url)): Tagger {
  return new Tagger(readTaggerModel(readFileSync(weights)));
}
