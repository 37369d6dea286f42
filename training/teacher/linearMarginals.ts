/**
 * `node training/teacher/linearMarginals.ts FOLDER OUT`: trains a tagger on the documents of
 * `FOLDER/train.jsonl.gz` that people labelled, and writes its probability of each tag for each token of
 * the silver set: float32, a row of `tagCount` per token.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTaggerModel } from '../../core/entities/tagger/model.ts';
import { Tagger } from '../../core/entities/tagger/tagger.ts';
import { passagesOf } from '../../core/entities/token.ts';
import { readDocuments, silverSource } from '../documents.ts';
import { readClusteredWords } from '../packModel.ts';
import { plan, trainingDocuments } from '../plan.ts';
import { trainTagger } from '../trainTagger.ts';

const [folder = '', out = ''] = process.argv.slice(2);
const all = readDocuments(join(folder, 'train.jsonl.gz'));
const byPeople = all.filter(({ source }) => source !== silverSource);
const documents = trainingDocuments(byPeople).map((document) => ({ ...document, heldOutPart: undefined }));
const own = { ...plan, parts: 2, rounds: 8, rows: 1_500_000 };
const { model } = trainTagger(documents, readClusteredWords(), own, (part, round) =>
  console.log(`part ${part}, round ${round} of ${own.rounds}`),
);
const tagger = new Tagger({ ...readTaggerModel(model), temperature: 64 });
const rows = all
  .filter(({ source }) => source === silverSource)
  .flatMap(({ text }) => tagger.tagProbabilities(text, passagesOf(text)));
writeFileSync(out, Buffer.concat(rows.map(({ buffer }) => new Uint8Array(buffer))));
