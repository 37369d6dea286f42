/**
 * `node training/teacher/linearMarginals.ts FOLDER OUT [--shipped]`: trains a tagger on the documents of
 * FOLDER that people labelled, or takes the shipped one, and writes its probability of each tag for each
 * token of the silver set (OUT.silver.f32) and of the dev set (OUT.dev.f32): float32, a row of `tagCount` per
 * token.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTaggerModel, type TaggerModel } from '../../core/entities/tagger/model.ts';
import { Tagger } from '../../core/entities/tagger/tagger.ts';
import { passagesOf } from '../../core/entities/token.ts';
import { loadTagger } from '../../runtime/tagger.ts';
import { type LabelledDocument, readDocuments, silverSource, trainingFiles } from '../tagger/documents.ts';
import { readClusteredWords } from '../tagger/packModel.ts';
import { plan, trainingDocuments } from '../tagger/plan.ts';
import { trainTagger } from '../tagger/trainTagger.ts';

const { values, positionals } = parseArgs({
  options: { shipped: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder = '', out = ''] = positionals;
const labelled = trainingFiles.flatMap((file) => readDocuments(join(folder, file)));
const model = values.shipped ? loadTagger().model : trainedByPeople();
const tagger = new Tagger({ ...model, temperature: 64 });
write(
  `${out}.silver.f32`,
  labelled.filter(({ source }) => source === silverSource),
);
write(`${out}.dev.f32`, readDocuments(join(folder, 'dev.jsonl.gz')));

function write(path: string, texts: readonly LabelledDocument[]): void {
  const rows = texts.flatMap(({ text }) => tagger.tagProbabilities(text, passagesOf(text)));
  writeFileSync(path, Buffer.concat(rows.map(({ buffer }) => new Uint8Array(buffer))));
}

function trainedByPeople(): TaggerModel {
  const byPeople = labelled.filter(({ source }) => source !== silverSource);
  const documents = trainingDocuments(byPeople).map((document) => ({ ...document, heldOutPart: undefined }));
  const own = { ...plan, parts: 2, rounds: 4, rows: 1_500_000 };
  const { model: trained } = trainTagger(documents, readClusteredWords(), own, (part, round) =>
    console.log(`part ${part}, round ${round} of ${own.rounds}`),
  );
  return readTaggerModel(trained);
}
