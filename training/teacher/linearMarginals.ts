/**
 * `node training/teacher/linearMarginals.ts FOLDER OUT`: writes the shipped tagger's probability of each tag
 * for each token of the silver set of FOLDER (OUT.silver.f32) and of the dev set (OUT.dev.f32): float32, a
 * row of `tagCount` per token.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { passagesOf } from '../../core/entities/passages.ts';
import { Tagger } from '../../core/entities/tagger/tagger.ts';
import { loadTagger } from '../../runtime/tagger.ts';
import { type LabelledDocument, readDocuments, silverSource, trainingFiles } from '../tagger/documents.ts';

const [folder = '', out = ''] = process.argv.slice(2);
const labelled = trainingFiles.flatMap((file) => readDocuments(join(folder, file)));
const tagger = new Tagger({ ...loadTagger().model, temperature: 64 });
write(
  `${out}.silver.f32`,
  labelled.filter(({ source }) => source === silverSource),
);
write(`${out}.dev.f32`, readDocuments(join(folder, 'dev.jsonl.gz')));

function write(path: string, texts: readonly LabelledDocument[]): void {
  const rows = texts.flatMap(({ text }) => tagger.tagProbabilities(text, passagesOf(text)));
  writeFileSync(path, Buffer.concat(rows.map(({ buffer }) => new Uint8Array(buffer))));
}
