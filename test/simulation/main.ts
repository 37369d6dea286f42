/**
 * `npm run sim -- --runs N --seed S [--length L] [--without GUARD] [--erasures] [--first] [--log FILE]`: N
 * runs from seed S on. For a failed run it prints the seed, the differences, and the shortest history that
 * still fails. At the end it prints how often each kind of thing happened; the last line is JSON. With
 * `--erasures` somebody sometimes erases a key. `--log` appends the counts to a file after each few runs, and
 * what replays a failure; started again with the same file, it goes on there.
 *
 * `npm run sim -- --replay FILE`: the run of a file with the JSON that a failure printed.
 *
 * `npm run sim -- --guards [--runs N] [--seed S] [--share K/N]`: for each guard, the first of N runs without
 * it that fails. `--share 2/9` tries one guard in nine.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseShare } from '../share.ts';
import { historyWithErasures } from './erasures.ts';
import { type Guard, guards, protocolGuards } from './guards.ts';
import { kinds } from './history.ts';
import { type RunOptions, type RunReport, runOnce } from './run.ts';
import { RunLog } from './runLog.ts';
import { type FailedRun, optionsOf, shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string', default: '100' },
    without: { type: 'string' },
    erasures: { type: 'boolean', default: false },
    guards: { type: 'boolean', default: false },
    share: { type: 'string', default: '1/1' },
    replay: { type: 'string' },
    log: { type: 'string' },
    /** Stop at the first failed run. */
    first: { type: 'boolean', default: false },
  },
});
/** Runs for each line of the log. */
const runsPerLine = 20;
const seed = Number(values.seed);
const length = Number(values.length);

function parseGuard(name: string | undefined): Guard | undefined {
  if (name !== undefined && !Object.hasOwn(guards, name))
    throw new Error(`There is no guard "${name}". The guards are: ${Object.keys(guards).join(', ')}.`);
  return name as Guard | undefined;
}

function optionsFor(at: number, without: Guard | undefined): RunOptions {
  return values.erasures ? { without, operations: historyWithErasures(at, length) } : { without, length };
}

async function simulate(runs: number, without: Guard | undefined): Promise<boolean> {
  const log = new RunLog(values.log, { seed, length });
  const counts = log.begin();
  if (counts.runs > 0)
    console.log(`The log has ${counts.runs} runs: going on with seed ${seed + counts.runs}.`);
  const before = counts.runs;
  const started = performance.now();
  let quietAfter = 0;
  while (counts.runs < runs) {
    const at = seed + counts.runs;
    const report = await runOnce(at, optionsFor(at, without));
    counts.runs++;
    counts.operations += report.operations;
    counts.faults += report.faults;
    quietAfter = Math.max(quietAfter, report.quietAfter);
    for (const [kind, count] of report.happened) counts.happened[kind] = (counts.happened[kind] ?? 0) + count;
    const { differences } = report;
    if (differences.length > 0) counts.failed.push(at);
    if (differences.length > 0) counts.mismatches++;
    if (differences.length > 0 || counts.runs % runsPerLine === 0 || counts.runs === runs) log.note(counts);
    if (differences.length === 0) continue;
    // Shrinking may take longer than all the runs.
    if (counts.mismatches === 1) log.noteFailure(await printFailure(at, without, differences));
    else console.log(`seed ${at}: ${differences.length} differences: ${differences[0]}`);
    if (values.first) break;
  }
  const seconds = (performance.now() - started) / 1000;
  const done = counts.runs - before;
  const perCpuSecond = ((1e6 * done) / process.cpuUsage().user).toFixed(1);
  console.log(kinds.map((kind) => `${kind}: ${counts.happened[kind] ?? 0}`).join('; '));
  const perSecond = (done / seconds).toFixed(1);
  console.log(`${perSecond} runs/s, ${perCpuSecond} per second of CPU time; ${seconds.toFixed(0)} s`);
  console.log(`quiet after ${quietAfter} steps without faults at most`);
  const { failed: _, happened: __, ...total } = counts;
  console.log(JSON.stringify(total));
  return counts.mismatches === 0;
}

function print(differences: readonly string[]): void {
  for (const difference of differences.slice(0, 20)) console.log(`  ${difference.slice(0, 400)}`);
}

async function printFailure(
  at: number,
  without: Guard | undefined,
  differences: readonly string[],
): Promise<FailedRun> {
  console.log(`seed ${at}:`);
  print(differences);
  const shortest = await shrink(at, without, optionsFor(at, without));
  console.log(`shrunk to ${shortest.operations.length} operations:`);
  console.log(JSON.stringify(shortest));
  print((await runOnce(at, optionsOf(shortest))).differences);
  return shortest;
}

async function replay(file: string): Promise<boolean> {
  const run = JSON.parse(await readFile(file, 'utf8'));
  const { differences } = await runOnce(run.seed, optionsOf(run));
  print(differences);
  return differences.length === 0;
}

/** Checks that each guard is needed. */
async function tryGuards(runs: number): Promise<boolean> {
  const { index, of } = parseShare(values.share);
  const tried = protocolGuards.filter((_, i) => i % of === index);
  console.log('| without                    | found in run | of operations | the first difference');
  let found = 0;
  for (const without of tried) {
    let run = 0;
    let report: Pick<RunReport, 'differences' | 'operations'> = { differences: [], operations: 0 };
    while (run < runs && report.differences.length === 0)
      report = await runOnce(seed + run++, { without, length });
    const [difference = ''] = report.differences;
    if (difference !== '') found++;
    const cells = [
      without.padEnd(26),
      (difference === '' ? `not in ${runs}` : String(run)).padStart(12),
      String(report.operations).padStart(13),
    ];
    console.log(`| ${cells.join(' | ')} | ${difference.slice(0, 90)}`);
  }
  console.log(JSON.stringify({ runs, guards: tried.length, found }));
  return found === tried.length;
}

async function main(): Promise<boolean> {
  if (values.replay !== undefined) return replay(values.replay);
  if (values.guards) return tryGuards(Number(values.runs ?? 500));
  return simulate(Number(values.runs ?? 200), parseGuard(values.without));
}

process.exitCode = (await main()) ? 0 : 1;
