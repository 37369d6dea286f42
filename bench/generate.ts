/**
 * `npm run generate -- --documents N --seed S DIR`: writes a corpus of invented news. `DIR/inbox` is what an inbox holds in the end,
 * `DIR/earlier` what was overwritten or deleted, `DIR/history.jsonl` every operation in its order, `DIR/truth.jsonl` what each document says.
 */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpus } from './generator/corpus.ts';

export interface Written {
  documents: number;
  operations: number;
  bytes: number;
}

/**
 * @param folder is made, or must be empty
 * @throws Error where the folder holds anything
 */
export function generate(documents: number, seed: number, folder: string): Written {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
  mkdirSync(folder, { recursive: true });
  const history = openSync(join(folder, 'history.jsonl'), 'w');
  const truths = openSync(join(folder, 'truth.jsonl'), 'w');
  const made = new Set<string>();
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
    makeFolder(dirname(file), made);
    writeFileSync(file, body);
    bytes += Buffer.byteLength(body);
    writeSync(history, `${JSON.stringify(entry)}\n`);
    writeSync(truths, truth.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }
  closeSync(history);
  closeSync(truths);
  return { documents, operations, bytes };
}

const rememberedFolders = 500;

/** Asks the file system only about folders that were not made just now. */
function makeFolder(folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  if (made.size >= rememberedFolders) made.clear();
  mkdirSync(folder, { recursive: true });
  made.add(folder);
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least)) throw new Error(`--${name} is a whole number of at least ${least}, not «${text}»`);
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
