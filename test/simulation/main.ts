/**
 * `npm run sim -- --runs N --seed S [--length L] [--without GUARD]`: N runs from seed S on. A run that fails prints its seed, what
 * differs, and the shortest history it could be shrunk to. The last line is one JSON.
 */
import { parseArgs } from 'node:util';
import { type Guard, guards } from './guards.ts';
import { runOnce, shrink } from './run.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string', default: '100' },
    without: { type: 'string' },
    /** Stop at the first run that fails. */
    first: { type: 'boolean', default: false },
  },
});

function guard(name: string | undefined): Guard | undefined {
  if (name !== undefined && !Object.hasOwn(guards, name))
    throw new Error(`no guard is called «${name}»; there are: ${Object.keys(guards).join(', ')}`);
  return name as Guard | undefined;
}

const without = guard(values.without);
const length = Number(values.length);
const total = { runs: 0, operations: 0, faults: 0, mismatches: 0 };
const started = performance.now();
for (let seed = Number(values.seed); total.runs < Number(values.runs); seed++) {
  const report = await runOnce(seed, { without, length });
  total.runs++;
  total.operations += report.operations;
  total.faults += report.faults;
  if (report.differences.length === 0) continue;
  if (total.mismatches++ === 0) {
    console.log(`seed ${seed}:`);
    for (const difference of report.differences.slice(0, 20)) console.log(`  ${difference.slice(0, 400)}`);
    const shortest = await shrink(seed, without, length);
    console.log(`shrunk to ${shortest.length} operations:`);
    for (const operation of shortest) console.log(`  ${JSON.stringify(operation)}`);
  } else console.log(`seed ${seed}: ${report.differences.length} differences`);
  if (values.first) break;
}
console.log(`${((1000 * total.runs) / (performance.now() - started)).toFixed(1)} runs/s`);
console.log(JSON.stringify(total));
process.exitCode = total.mismatches > 0 ? 1 : 0;
