/**
 * `npm run bench:query [-- --documents N] [--rounds N] [--folder DIR] [--only NAME]`: puts the same questions
 * to the API over corpora of 1,000, 10,000 and so on up to N (100,000) generated documents, alternating
 * between them. `--folder` keeps the corpora for another run; `--only` selects the questions whose name
 * contains NAME.
 *
 * The last line is JSON: p50 and p95 in milliseconds by number of documents, the ratio of the largest corpus
 * to the smallest, and the reads of an answer. `cpu` and `cpu95` are p50 and p95 of the process's own time,
 * all threads. Each question is requested three times, and the shortest counts. Exits with 1 if an answer
 * read more than its limit.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../core/random.ts';
import { errorsOnly } from './errorsOnly.ts';
import { openQueryCorpus, type QueryCorpus } from './query/corpus.ts';
import { measureQuestion, roundsOf, type SizedApi } from './query/measure.ts';
import { MeteredApi } from './query/meteredApi.ts';
import { questions, Subjects } from './query/questions.ts';
import { summarize } from './query/summary.ts';
import { measureSustainedLoad } from './query/sustainedLoad.ts';

const smallest = 1_000;
const seed = 1;

function sizesUpTo(documents: number): number[] {
  const sizes: number[] = [];
  for (let size = smallest; size < documents; size *= 10) sizes.push(size);
  return [...sizes, documents];
}

async function openCorpus(folder: string, size: number): Promise<QueryCorpus> {
  const started = performance.now();
  mkdirSync(join(folder, String(size)), { recursive: true });
  const corpus = await openQueryCorpus(join(folder, String(size)), size, seed);
  console.log(`opened ${size} documents in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return corpus;
}

async function bench(folder: string, documents: number, rounds: number, only: string) {
  const corpora: QueryCorpus[] = [];
  try {
    const sizes: SizedApi[] = [];
    for (const size of sizesUpTo(documents)) {
      const corpus = await openCorpus(folder, size);
      corpora.push(corpus);
      const subjects = new Subjects(corpus, new Random(seed));
      sizes.push({ documents: size, api: new MeteredApi(corpus, errorsOnly), subjects });
    }
    const answers = [];
    for (const question of questions.filter(({ name }) => name.includes(only))) {
      const measurements = await measureQuestion(sizes, question, roundsOf(question.kind, rounds));
      const summary = summarize(sizes, question, measurements);
      const verdict = summary.bounded ? (summary.reached ? 'ok    ' : 'MISSED') : 'READS TOO MUCH';
      console.log(`${verdict} ${question.kind}: ${question.name}`, JSON.stringify(summary.ratio));
      for (const [size, figures] of Object.entries(summary.byDocuments))
        console.log(`       ${size.padStart(7)}`, JSON.stringify(figures));
      answers.push(summary);
    }
    const largest = sizes.at(-1);
    return { answers, sustained: only === '' && largest ? await measureSustainedLoad(largest) : undefined };
  } finally {
    for (const corpus of corpora) await corpus.close();
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      documents: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '100' },
      only: { type: 'string', default: '' },
      folder: { type: 'string' },
    },
  });
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  try {
    const result = await bench(folder, Number(values.documents), Number(values.rounds), values.only);
    console.log(JSON.stringify(result));
    process.exitCode = result.answers.every(({ bounded }) => bounded) ? 0 : 1;
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
