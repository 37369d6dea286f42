/**
 * `npm run bench:ingest -- [--corpus FILE] [--documents N] [--rounds N] [--beside CHECKOUT] [--profile DIR]`:
 * files are dropped into the inbox of the one-machine application, until all are queryable. With `--beside`,
 * the application of another checkout takes turns with this one, so that both meet the same load. `--profile`
 * writes a profile of this one's processor time for each thread.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readTexts } from './cost/texts.ts';
import { checkout } from './oneMachine/application.ts';
import { generatedTexts } from './oneMachine/files.ts';
import { type IngestFigures, measureIngest } from './oneMachine/ingest.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    documents: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '1' },
    beside: { type: 'string' },
    profile: { type: 'string' },
  },
});

const documents = Number(values.documents);
const texts =
  values.corpus === undefined ? generatedTexts(documents) : readTexts(values.corpus).slice(0, documents);
const profiling =
  values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(values.profile)}`];
const sides = [
  { name: 'here', source: checkout, nodeOptions: profiling },
  ...(values.beside === undefined ? [] : [{ name: 'beside', source: path.resolve(values.beside) }]),
];
for (let round = 0; round < Number(values.rounds); round++)
  for (const { name, ...options } of sides) {
    const figures: IngestFigures = await measureIngest(texts, options);
    console.log(JSON.stringify({ side: name, ...figures }));
  }
