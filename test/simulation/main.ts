/**
 * `npm run sim -- --runs N --seed S [--length L] [--without GUARD] [--first] [--log FILE]`: N runs from seed
 * S on. For a failed run it prints the seed, the differences, and the shortest history that still fails. At
 * the end it prints how often each kind of thing happened; the last line is JSON. `--log` keeps that line in
 * a file, which is brought up to date after each hundred runs.
 *
 * `npm run sim -- --replay FILE`: the run of a file with the JSON that a failure printed.
 *
 * `npm run sim -- --guards [--runs N] [--seed S]`: for each guard, the first of N runs without it that fails.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Guard, guards, protocolGuards } from './guards.ts';
import { type Kind, kinds } from './history.ts';
import { runOnce } from './run.ts';
import { optionsOf, shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string', default: '100' },
    without: { type: 'string' },
    guards: { type: 'boolean', default: false },
    replay: { type: 'string' },
    log: { type: 'string' },
    /** Stop at the first failed run. */
    first: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const length = Number(values.length);

function parseGuard(name: string | undefined): Guard | undefined {
  if (name !== undefined && !Object.hasOwn(guards, name))
    throw new Error(`There is no guard "${name}". The guards are: ${Object.keys(guards).join(', ')}.`);
  return name as Guard | undefined;
}

async function simulate(runs: number, without: Guard | undefined): Promise<boolean> {
  const total = { runs: 0, operations: 0, faults: 0, mismatches: 0 };
  const failed: number[] = [];
  const happened = new Map<Kind, number>();
  const started = performance.now();
  for (let at = seed; total.runs < runs; at++) {
    const report = await runOnce(at, { without, length });
    total.runs++;
    total.operations += report.operations;
    total.faults += report.faults;
    for (const [kind, count] of report.happened) happened.set(kind, (happened.get(kind) ?? 0) + count);
    if (report.differences.length > 0) {
      failed.push(at);
      if (total.mismatches++ === 0) await printFailure(at, without, report.differences);
      else console.log(`seed ${at}: ${report.differences.length} differences: ${report.differences[0]}`);
      if (values.first) break;
    }
    if (values.log !== undefined && (total.runs % 100 === 0 || total.runs === runs)) {
      const log = {
        at: new Date().toISOString(),
        seed,
        ...total,
        failed,
        happened: Object.fromEntries(happened),
      };
      await writeFile(values.log, `${JSON.stringify(log, undefined, 2)}\n`);
    }
  }
  const seconds = (performance.now() - started) / 1000;
  const perCpuSecond = ((1e6 * total.runs) / process.cpuUsage().user).toFixed(1);
  console.log(kinds.map((kind) => `${kind}: ${happened.get(kind) ?? 0}`).join('; '));
  const perSecond = (total.runs / seconds).toFixed(1);
  console.log(`${perSecond} runs/s, ${perCpuSecond} per second of CPU time; ${seconds.toFixed(0)} s`);
  console.log(JSON.stringify(total));
  return total.mismatches === 0;
}

function print(differences: readonly string[]): void {
  for (const difference of differences.slice(0, 20)) console.log(`  ${difference.slice(0, 400)}`);
}

async function printFailure(
  at: number,
  without: Guard | undefined,
  differences: readonly string[],
): Promise<void> {
  console.log(`seed ${at}:`);
  print(differences);
  const shortest = await shrink(at, without, { length });
  console.log(`shrunk to ${shortest.operations.length} operations:`);
  console.log(JSON.stringify(shortest));
  print((await runOnce(at, optionsOf(shortest))).differences);
}

async function replay(file: string): Promise<boolean> {
  const run = JSON.parse(await readFile(file, 'utf8'));
  const { differences } = await runOnce(run.seed, optionsOf(run));
  print(differences);
  return differences.length === 0;
}

/** Checks that each guard is needed. */
async function tryGuards(runs: number): Promise<boolean> {
  console.log('| without              | found in run | shrunk to | the first difference');
  let found = 0;
  for (const without of protocolGuards) {
    let run = 1;
    let differences: string[] = [];
    for (; run <= runs && differences.length === 0; run++)
      ({ differences } = await runOnce(seed + run - 1, { without, length }));
    const [difference] = differences;
    if (difference !== undefined) found++;
    const shortest = difference === undefined ? undefined : await shrink(seed + run - 2, without, { length });
    const cells = [
      without.padEnd(20),
      String(difference === undefined ? 'never' : run - 1).padStart(12),
      String(shortest?.operations.length ?? '').padStart(9),
    ];
    console.log(`| ${cells.join(' | ')} | ${(difference ?? '').slice(0, 90)}`);
  }
  console.log(JSON.stringify({ runs, guards: protocolGuards.length, found }));
  return found === protocolGuards.length;
}

async function main(): Promise<boolean> {
  if (values.replay !== undefined) return replay(values.replay);
  if (values.guards) return tryGuards(Number(values.runs ?? 500));
  return simulate(Number(values.runs ?? 200), parseGuard(values.without));
}

process.exitCode = (await main()) ? 0 : 1;
