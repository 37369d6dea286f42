/**
 * `npm run generate -- --documents N --seed S DIR`: writes a corpus of generated news. `DIR/inbox` holds the
 * final state of an inbox, `DIR/earlier` the versions that were overwritten or deleted, `DIR/history.jsonl`
 * every operation in order, and `DIR/truth.jsonl` the ground truth for each document.
 */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpus } from './generator/corpus.ts';

export interface GeneratedCorpus {
  documents: number;
  operations: number;
  bytes: number;
}

/**
 * Writes the corpus.
 * @param folder is created if it does not exist
 * @throws Error if the folder is not empty
 */
export function generate(documents: number, seed: number, folder: string): GeneratedCorpus {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
  mkdirSync(folder, { recursive: true });
  const history = openSync(join(folder, 'history.jsonl'), 'w');
  const groundTruth = openSync(join(folder, 'truth.jsonl'), 'w');
  const created = new Set<string>();
  let operations = 0;
  let bytes = 0;
  for (const operation of corpus({ documents, seed })) {
    operations++;
    if (operation.op === 'delete') {
      writeSync(history, `${JSON.stringify(operation)}\n`);
      continue;
    }
    const { body, truth, ...entry } = operation;
    const file = join(folder, entry.file);
    createFolder(dirname(file), created);
    writeFileSync(file, body);
    bytes += Buffer.byteLength(body);
    writeSync(history, `${JSON.stringify(entry)}\n`);
    writeSync(groundTruth, truth.map((each) => `${JSON.stringify(each)}\n`).join(''));
  }
  closeSync(history);
  closeSync(groundTruth);
  return { documents, operations, bytes };
}

const maxRememberedFolders = 500;

/** Skips the system call for folders that were created recently. */
function createFolder(folder: string, created: Set<string>): void {
  if (created.has(folder)) return;
  if (created.size >= maxRememberedFolders) created.clear();
  mkdirSync(folder, { recursive: true });
  created.add(folder);
}

function wholeNumber(name: string, text: string, minimum: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= minimum))
    throw new Error(`--${name} must be a whole number of at least ${minimum}, not "${text}"`);
  return number;
}

if (import.meta.main) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { documents: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0)
      throw new Error('usage: npm run generate -- --documents N --seed S DIR');
    const started = performance.now();
    const written = generate(
      wholeNumber('documents', values.documents, 1),
      wholeNumber('seed', values.seed, 0),
      folder,
    );
    const seconds = (performance.now() - started) / 1000;
    console.log(
      JSON.stringify({
        ...written,
        seconds: Number(seconds.toFixed(1)),
        perSecond: Math.round(written.documents / seconds),
      }),
    );
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
