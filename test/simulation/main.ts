/**
 * `npm run sim -- --runs N --seed S [--length L] [--without GUARD] [--first]`: N runs from seed S on. A run that fails prints its seed,
 * what differs, and the shortest history it could be shrunk to. Then how often each kind of thing happened; the last line is one JSON.
 *
 * `npm run sim -- --guards [--runs N] [--seed S]`: for each guard the first of N runs without it that comes out wrong.
 */
import { parseArgs } from 'node:util';
import { type Guard, guards, needed } from './guards.ts';
import { type Kind, kinds } from './history.ts';
import { runOnce, shrink } from './run.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string', default: '100' },
    without: { type: 'string' },
    guards: { type: 'boolean', default: false },
    /** Stop at the first run that fails. */
    first: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const length = Number(values.length);

function guard(name: string | undefined): Guard | undefined {
  if (name !== undefined && !Object.hasOwn(guards, name))
    throw new Error(`no guard is called «${name}»; there are: ${Object.keys(guards).join(', ')}`);
  return name as Guard | undefined;
}

async function simulate(runs: number, without: Guard | undefined): Promise<boolean> {
  const total = { runs: 0, operations: 0, faults: 0, mismatches: 0 };
  const happened = new Map<Kind, number>();
  const started = performance.now();
  for (let at = seed; total.runs < runs; at++) {
    const report = await runOnce(at, { without, length });
    total.runs++;
    total.operations += report.operations;
    total.faults += report.faults;
    for (const [kind, count] of report.happened) happened.set(kind, (happened.get(kind) ?? 0) + count);
    if (report.differences.length === 0) continue;
    if (total.mismatches++ === 0) await tell(at, without, report.differences);
    else console.log(`seed ${at}: ${report.differences.length} differences`);
    if (values.first) break;
  }
  const seconds = (performance.now() - started) / 1000;
  const { user } = process.cpuUsage();
  console.log(kinds.map((kind) => `${kind}: ${happened.get(kind) ?? 0}`).join('; '));
  console.log(
    `${(total.runs / seconds).toFixed(1)} runs/s, ${((1e6 * total.runs) / user).toFixed(1)} a second of processor time; ${seconds.toFixed(0)} s`,
  );
  console.log(JSON.stringify(total));
  return total.mismatches === 0;
}

async function tell(at: number, without: Guard | undefined, differences: readonly string[]): Promise<void> {
  console.log(`seed ${at}:`);
  for (const difference of differences.slice(0, 20)) console.log(`  ${difference.slice(0, 400)}`);
  const shortest = await shrink(at, without, length);
  console.log(`shrunk to ${shortest.length} operations:`);
  for (const operation of shortest) console.log(`  ${JSON.stringify(operation)}`);
}

/** Is each of them needed? */
async function tryGuards(runs: number): Promise<boolean> {
  console.log('| without          | found in run | shrunk to | the first difference');
  let found = 0;
  for (const without of needed) {
    let run = 1;
    let differences: string[] = [];
    for (; run <= runs && differences.length === 0; run++)
      ({ differences } = await runOnce(seed + run - 1, { without, length }));
    const [difference] = differences;
    if (difference !== undefined) found++;
    const shortest = difference === undefined ? undefined : await shrink(seed + run - 2, without, length);
    const cells = [
      without.padEnd(16),
      String(difference === undefined ? 'never' : run - 1).padStart(12),
      String(shortest?.length ?? '').padStart(9),
    ];
    console.log(`| ${cells.join(' | ')} | ${(difference ?? '').slice(0, 90)}`);
  }
  console.log(JSON.stringify({ runs, guards: needed.length, found }));
  return found === needed.length;
}

const passed = values.guards
  ? await tryGuards(Number(values.runs ?? 500))
  : await simulate(Number(values.runs ?? 200), guard(values.without));
process.exitCode = passed ? 0 : 1;
