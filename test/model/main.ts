/**
 * `npm run model -- [--runs N] [--seed S] [--without GUARD] [--explore]`: N random histories on the model,
 * then every interleaving of the small worlds, with `--explore` of the large ones too. For a failed run it
 * prints the seed and the differences; the last line is JSON.
 */
import { parseArgs } from 'node:util';
import { explore } from './explore.ts';
import { randomRun } from './random.ts';
import { smallWorlds } from './smallWorlds.ts';
import { type Guard, guards } from './world.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    without: { type: 'string' },
    explore: { type: 'boolean', default: false },
  },
});
const without = guards.find((guard): guard is Guard => guard === values.without);
if (values.without !== undefined && without === undefined)
  throw new Error(`There is no guard "${values.without}". The guards are: ${guards.join(', ')}.`);

/** Worlds of tens of thousands of states. */
const large: ReadonlySet<string> = new Set<keyof typeof smallWorlds>([
  'a document that changes',
  'a new file',
  'a file with another document',
  'a deletion',
  'a count of a closed day',
  'two stores and a search row',
  'several executions beside others',
  'a pass that goes on',
  'a waiting row that goes',
  'a waiting row among others',
]);
const total = { runs: 0, worlds: 0, states: 0, mismatches: 0 };
for (let seed = Number(values.seed); total.runs < Number(values.runs); seed++) {
  const found = randomRun(seed, without);
  total.runs++;
  if (found.length === 0) continue;
  total.mismatches++;
  console.log(`seed ${seed}:\n  ${found.join('\n  ')}`);
}
for (const [name, world] of Object.entries(smallWorlds)) {
  if (large.has(name) && !values.explore) continue;
  const { states, ends, mismatch } = explore(world, without);
  total.worlds++;
  total.states += states;
  console.log(`${name}: ${states} states, ${ends} ends`);
  if (mismatch === undefined) continue;
  total.mismatches++;
  console.log(`  ${mismatch.schedule.join(', ')}\n  ${mismatch.differences.join('\n  ')}`);
}
console.log(JSON.stringify(total));
process.exitCode = total.mismatches === 0 ? 0 : 1;
