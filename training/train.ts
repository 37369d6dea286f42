/**
 * `npm run train:ner -- FOLDER`: trains the tagger on `FOLDER/train.jsonl.gz`, with the teacher's labels for its silver part, and writes
 * `models/tagger.bin`; the same bytes each time.
 * The word clusters in `models/wordClusters.bin` were made by `clusters.ts`. docs/model-card.md says what came of it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { weightsFile } from '../runtime/tagger.ts';
import { withCalibration } from './calibrate.ts';
import { readTrainingSet } from './documents.ts';
import { trainTagger } from './trainTagger.ts';
import { readClusteredWords } from './packModel.ts';
import { heldOutPart, plan, trainingDocuments } from './plan.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: npm run train:ner -- FOLDER (the folder of train.jsonl.gz)');
  process.exit(2);
}

const labelled = readTrainingSet(folder);
const documents = trainingDocuments(labelled);
say(`${documents.length} documents, with copies`);
const { model, parts } = trainTagger(documents, readClusteredWords(), plan, (part, round) =>
  say(`part ${part}, round ${round} of ${plan.rounds}`),
);
const held = parts.map((bytes, part) => ({
  bytes,
  documents: labelled.filter((document) => heldOutPart(document) === part),
}));
writeFileSync(join(import.meta.dirname, '../models', weightsFile), withCalibration(model, held));
say('done');

function say(what: string): void {
  console.log(`${Math.round(performance.now() / 1000)} s: ${what}`);
}
