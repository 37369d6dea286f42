/**
 * `npm run train:ner -- FOLDER`: trains the tagger on the training files of FOLDER, with the teacher's labels
 * for the silver set, and writes `models/tagger.bin`. Every run writes the same bytes. `clusters.ts` made the
 * word clusters in `models/wordClusters.bin`; docs/model-card.md has the results.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { weightsFile } from '../../runtime/tagger.ts';
import { withCalibration } from './calibrate.ts';
import { readTrainingSet } from './documents.ts';
import { readClusteredWords } from './packModel.ts';
import { heldOutPart, plan, trainingDocuments } from './plan.ts';
import { trainTagger } from './trainTagger.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error(
    'usage: npm run train:ner -- FOLDER (the folder with train.jsonl.gz and train-redocred.jsonl.gz)',
  );
  process.exit(2);
}

const labelled = readTrainingSet(folder);
const documents = trainingDocuments(labelled);
logProgress(`${documents.length} documents, including copies`);
const { model, parts } = trainTagger(documents, readClusteredWords(), plan, (part, round) =>
  logProgress(`part ${part}, round ${round} of ${plan.rounds}`),
);
const held = parts.map((bytes, part) => ({
  bytes,
  documents: labelled.filter((document) => heldOutPart(document) === part),
}));
writeFileSync(join(import.meta.dirname, '../../models', weightsFile), withCalibration(model, held));
logProgress('done');

function logProgress(message: string): void {
  console.log(`${Math.round(performance.now() / 1000)} s: ${message}`);
}
