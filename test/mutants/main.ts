/**
 * `npm run mutants -- --share 1/25 --seed N`: breaks the protocol's files, one place at a time, and runs the
 * compiler, unit tests, contract suites and simulated histories until one of them notices. Twenty-five runs
 * with consecutive seeds break every place once. The last line is JSON; it exits with 1 if a mutant survives
 * that `explained.jsonl` does not explain.
 *
 * `--file NAME,…` selects the files whose path contains a NAME, and `--mutant ID,…` single mutants. `--list`
 * only prints the mutants. `--jobs N` uses N processes; `--histories N` runs N histories instead of 150.
 * `--results FILE` appends each outcome to FILE, and skips the mutants that FILE already has.
 */
import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { readExplanations } from './explained.ts';
import { mutatedFiles } from './files.ts';
import { listMutants, type Mutant, showMutant } from './mutate.ts';
import { Proofs } from './proofs.ts';
import { Tree } from './tree.ts';
import { refusedByTypes } from './types.ts';

const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '1/1' },
    /** By default the day, so that CI goes round all mutants. */
    seed: { type: 'string', default: String(Math.floor(Date.now() / 86_400_000)) },
    file: { type: 'string' },
    mutant: { type: 'string' },
    list: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '1' },
    /** Internal: the part of the share that this process does. */
    part: { type: 'string', default: '0/1' },
    histories: { type: 'string', default: '150' },
    results: { type: 'string' },
  },
});

const root = path.resolve(import.meta.dirname, '../..');

interface Summary {
  mutants: number;
  killed: number;
  survivors: number;
  explained: number;
}

function chosenMutants(tree: Tree): Mutant[] {
  const [, of = 1] = values.share.split('/').map(Number);
  const [part = 0, parts = 1] = values.part.split('/').map(Number);
  const done = new Set<string>();
  if (values.results !== undefined && existsSync(values.results))
    for (const line of readFileSync(values.results, 'utf8').split('\n'))
      if (line !== '') done.add((JSON.parse(line) as { id: string }).id);
  const turn = Number(values.seed) % of;
  const asked = values.mutant?.split(',');
  const names = values.file?.split(',') ?? [''];
  return mutatedFiles(tree.root)
    .filter((file) => names.some((name) => file.includes(name)))
    .flatMap((file) => listMutants(file, tree.read(file)))
    .filter(({ id }) => (asked === undefined ? Number(`0x${id}`) % of === turn : asked.includes(id)))
    .filter(({ id }) => !done.has(id))
    .filter((_, i) => i % parts === part);
}

async function tryMutants(): Promise<Summary> {
  const tree = new Tree(root);
  const mutants = chosenMutants(tree);
  const files = [...new Set(mutants.map(({ file }) => file))];
  const proofs = new Proofs(tree, Number(values.histories), files);
  try {
    const explanations = readExplanations();
    if (values.list) {
      for (const mutant of mutants) console.log(showMutant(tree.read(mutant.file), mutant));
      return { mutants: mutants.length, killed: 0, survivors: 0, explained: 0 };
    }
    const summary: Summary = { mutants: mutants.length, killed: 0, survivors: 0, explained: 0 };
    const record = (mutant: Mutant, outcome: object) => {
      if (values.results === undefined) return;
      const { id, file, operator } = mutant;
      appendFileSync(values.results, `${JSON.stringify({ id, file, operator, ...outcome })}\n`);
    };
    const refused = refusedByTypes(tree, mutants);
    for (const mutant of mutants) {
      const before = process.cpuUsage();
      const explanation = explanations.get(mutant.id);
      const found = refused.has(mutant.id)
        ? { killer: 'types', by: 'tsc' }
        : explanation === undefined && (await proofs.findKiller(mutant));
      if (found) summary.killed++;
      else if (explanation !== undefined) summary.explained++;
      else summary.survivors++;
      const { user, system } = process.cpuUsage(before);
      const seconds = Math.round((user + system) / 1e4) / 100;
      record(mutant, {
        ...(found || { killer: explanation === undefined ? 'none' : 'explained' }),
        seconds,
      });
      if (found || explanation !== undefined) continue;
      console.log(showMutant(tree.read(mutant.file), mutant));
      console.log(`  survives: npm run mutants -- --mutant ${mutant.id}\n`);
    }
    return summary;
  } finally {
    await proofs.close();
    tree.close();
  }
}

/** The same in several processes, each with its part of the mutants. */
async function tryInParts(jobs: number): Promise<Summary> {
  const run = promisify(execFile);
  const parts = Array.from({ length: jobs }, async (_, i) => {
    const options = [import.meta.filename, ...process.argv.slice(2), '--jobs', '1', '--part', `${i}/${jobs}`];
    // A part with survivors exits with 1.
    const settings = { maxBuffer: 2 ** 28 };
    const output = await run(process.execPath, options, settings).catch((error: { stdout: string }) => error);
    const lines = output.stdout.trimEnd().split('\n');
    const last = lines.pop() ?? '';
    if (lines.length > 0) console.log(lines.join('\n'));
    return JSON.parse(last) as Summary;
  });
  const sum = (field: keyof Summary, all: Summary[]) => all.reduce((total, each) => total + each[field], 0);
  const all = await Promise.all(parts);
  return {
    mutants: sum('mutants', all),
    killed: sum('killed', all),
    survivors: sum('survivors', all),
    explained: sum('explained', all),
  };
}

const jobs = Number(values.jobs);
const summary = jobs > 1 ? await tryInParts(jobs) : await tryMutants();
console.log(JSON.stringify(summary));
process.exitCode = summary.survivors > 0 ? 1 : 0;
