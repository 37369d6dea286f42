/**
 * `npm run mutants -- --share 1/25 --seed N`: breaks the protocol's files, one place at a time, and runs the
 * compiler, unit tests, contract suites and simulated histories until one of them notices. Twenty-five runs
 * with consecutive seeds break every place once. The last line is JSON; it exits with 1 if a mutant survives
 * that `explained.jsonl` does not explain.
 *
 * `--named` tries the losses of `losses.ts` instead, each with the test that is to notice it.
 *
 * `--since COMMIT` leaves out the mutants that the files had at that commit: what is left came with the
 * changes since then.
 *
 * `--file NAME,…` selects the files whose path contains a NAME, and `--mutant ID,…` single mutants. `--list`
 * only prints the mutants. `--jobs N` uses N threads; `--histories N` runs N histories instead of 150.
 * `--results FILE` appends each outcome to FILE, and skips the mutants that FILE already has. `--seconds N`
 * begins no mutant after that time: the JSON then counts those that were tried.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chooseMutants } from './choose.ts';
import { readExplanations } from './explained.ts';
import { Lane } from './lane.ts';
import { type Mutant, showMutant } from './mutate.ts';
import { namedMutants } from './named.ts';
import { type Killed, Proofs } from './proofs.ts';
import { withMutants } from './schemata.ts';
import { Tree } from './tree.ts';
import { refusedByTypes } from './types.ts';

const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '1/1' },
    /** By default the day, so that CI goes round all mutants. */
    seed: { type: 'string', default: String(Math.floor(Date.now() / 86_400_000)) },
    file: { type: 'string' },
    mutant: { type: 'string' },
    since: { type: 'string' },
    named: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(availableParallelism()) },
    histories: { type: 'string', default: '150' },
    results: { type: 'string' },
    seconds: { type: 'string', default: 'Infinity' },
  },
});

/** How many mutants between two lines of progress. */
const perReport = 25;

const tree = new Tree(path.resolve(import.meta.dirname, '../..'));
try {
  const done = readDone();
  const ids = values.mutant?.split(',') ?? [];
  const named = namedMutants((file) => tree.read(file));
  const choice = { of: Number(values.share.split('/')[1] ?? 1), seed: Number(values.seed) };
  const chosen = values.named
    ? [...named.keys()].filter(({ id }) => ids.length === 0 || ids.includes(id))
    : chooseMutants(tree, { ...choice, files: values.file?.split(',') ?? [], ids, ...earlier(values.since) });
  const mutants = chosen.filter(({ id }) => !done.has(id));
  if (values.list) for (const mutant of mutants) console.log(showMutant(tree.read(mutant.file), mutant));
  const summary = values.list ? summaryOf(mutants.length) : await tryAll(mutants, named);
  console.log(JSON.stringify(summary));
  process.exitCode = summary.survivors > 0 ? 1 : 0;
} finally {
  tree.close();
}

/** The files as they were at a commit. @throws if there is no such commit */
function earlier(commit: string | undefined) {
  if (commit === undefined) return {};
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: import.meta.dirname, maxBuffer: 100_000_000 }).toString();
  const files = new Set(git('ls-tree', '-r', '--name-only', '--full-tree', commit).split('\n'));
  return { before: (file: string) => (files.has(file) ? git('show', `${commit}:${file}`) : undefined) };
}

function summaryOf(mutants: number) {
  return { mutants, killed: 0, survivors: 0, explained: 0 };
}

function readDone(): Set<string> {
  if (values.results === undefined || !existsSync(values.results)) return new Set();
  const lines = readFileSync(values.results, 'utf8').split('\n');
  return new Set(lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { id: string }).id));
}

/** @param tests which alone are to notice a mutant */
async function tryAll(mutants: readonly Mutant[], tests: ReadonlyMap<Mutant, string>) {
  const explanations = readExplanations();
  const summary = summaryOf(0);
  const note = (mutant: Mutant, killed: Killed | undefined) => {
    const { id, file, operator } = mutant;
    const explanation = explanations.get(id);
    summary.mutants++;
    if (killed) summary.killed++;
    else if (explanation !== undefined) summary.explained++;
    else {
      summary.survivors++;
      console.log(showMutant(tree.read(file), mutant));
      console.log(`  survives: npm run mutants --${tests.has(mutant) ? ' --named' : ''} --mutant ${id}\n`);
    }
    const outcome = killed ?? { killer: explanation === undefined ? 'none' : 'explained' };
    if (values.results !== undefined)
      appendFileSync(values.results, `${JSON.stringify({ id, file, operator, ...outcome })}\n`);
    if (summary.mutants % perReport === 0 || summary.mutants === mutants.length)
      console.log(`${summary.mutants} of ${mutants.length}: ${summary.survivors} survive`);
  };

  const refused = refusedByTypes(
    tree,
    mutants.filter((mutant) => !tests.has(mutant)),
  );
  for (const mutant of mutants.filter(({ id }) => refused.has(id)))
    note(mutant, { killer: 'types', by: 'tsc' });
  const queue = mutants.filter(({ id }) => !refused.has(id));
  await tryInLanes(queue, async (mutant, proofs, lane) => {
    const test = tests.get(mutant);
    if (test !== undefined) note(mutant, await proofs.findFailureOf(test, mutant, lane));
    else note(mutant, explanations.has(mutant.id) ? undefined : await proofs.findKiller(mutant, lane));
  });
  return summary;
}

/** Each lane takes the next mutant, so that those of one file follow one another. */
async function tryInLanes(
  queue: readonly Mutant[],
  tryOne: (mutant: Mutant, proofs: Proofs, lane: Lane) => Promise<void>,
): Promise<void> {
  const numbers = new Map(queue.map((mutant, i) => [mutant, i + 1]));
  const numberOf = (mutant: Mutant) => numbers.get(mutant) ?? 0;
  const sources = new Map<string, string>();
  for (const [file, its] of Map.groupBy(queue, (mutant) => mutant.file))
    sources.set(file, withMutants(file, tree.read(file), its, numberOf));
  const proofs = new Proofs(tree, Number(values.histories), numberOf);
  const last = performance.now() + Number(values.seconds) * 1000;
  let next = 0;
  const lanes = Array.from({ length: Number(values.jobs) }, async () => {
    const lane = new Lane(tree, sources, queue.length);
    try {
      for (let mutant = queue[next++]; mutant !== undefined; mutant = queue[next++]) {
        if (performance.now() > last) return;
        await tryOne(mutant, proofs, lane);
      }
    } finally {
      await lane.renew();
    }
  });
  await Promise.all(lanes);
}
