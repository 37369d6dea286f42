/**
 * `npm run cloud [-- --only NAME[,NAME] --seed N]`: runs the scenarios under AWS's latencies and limits, in
 * virtual time. The last line is one JSON object: scenario → {ok, figures}. Exits with 1 if one is not ok.
 */
import { parseArgs } from 'node:util';
import type { Result } from './scenario.ts';
import { scenarios } from './scenarios/scenarios.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);
const names =
  values.only?.split(',') ?? scenarios.filter(({ onRequest }) => !onRequest).map(({ name }) => name);
const unknown = names.filter((name) => !scenarios.some((each) => each.name === name));
if (unknown.length > 0) {
  console.error(
    `no such scenario: ${unknown.join(', ')}; there are ${scenarios.map((s) => s.name).join(', ')}`,
  );
  process.exit(1);
}
const results: Record<string, Result> = {};
for (const { name, shows, run } of scenarios) {
  if (!names.includes(name)) continue;
  const began = process.cpuUsage();
  let result: Result;
  try {
    result = await run(seed);
  } catch (error) {
    result = {
      ok: false,
      error: error instanceof Error ? (error.stack ?? error.message).slice(0, 800) : String(error),
    };
  }
  const { user, system } = process.cpuUsage(began);
  const seconds = ((user + system) / 1e6).toFixed(1);
  console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${name} (seed ${seed}, ${seconds} s of processor): ${shows}`);
  console.log(`     ${JSON.stringify(result)}`);
  results[name] = result;
}
console.log(JSON.stringify(results));
process.exit(Object.values(results).every(({ ok }) => ok) ? 0 : 1);
