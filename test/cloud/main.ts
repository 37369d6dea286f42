/**
 * `npm run cloud [-- --only NAME[,NAME] --seed N]`: runs the scenarios under AWS's latencies and limits, in
 * virtual time. The last line is one JSON object: scenario → {ok, figures}. Exits with 1 if one is not ok.
 *
 * Scenarios that share nothing run in processes of their own, two at a time, so that none keeps the memory of
 * the one before. One that dies, or does not end, is a scenario that is not ok.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Result, Scenario } from './scenario.ts';
import { scenarioGroups } from './scenarios/scenarios.ts';

type Results = Record<string, Result>;

const processesAtOnce = 2;

/** The longest scenario takes about two minutes of a processor. */
const longestMinutes = 10;

async function runHere(scenarios: readonly Scenario[], seed: number): Promise<Results> {
  const results: Results = {};
  for (const { name, shows, run } of scenarios) {
    const began = process.cpuUsage();
    const result = await run(seed).catch((error): Result => ({ ok: false, error: textOf(error) }));
    const { user, system } = process.cpuUsage(began);
    const seconds = ((user + system) / 1e6).toFixed(1);
    console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${name} (seed ${seed}, ${seconds} s of processor): ${shows}`);
    console.log(`     ${JSON.stringify(result)}`);
    results[name] = result;
  }
  return results;
}

const textOf = (error: unknown): string =>
  (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 800);

/** The processes at work. */
const running = new Set<ChildProcess>();

/** Runs scenarios in a process of their own, and prints what it prints. */
async function runApart(scenarios: readonly Scenario[], seed: number): Promise<Results> {
  const names = scenarios.map(({ name }) => name);
  console.log(`begins: ${names.join(', ')}`);
  const child = spawn(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), '--only', names.join(), '--seed', `${seed}`],
    { stdio: ['ignore', 'pipe', 'inherit'], timeout: longestMinutes * 60_000, killSignal: 'SIGKILL' },
  );
  running.add(child);
  const ended = new Promise<string>((resolve) =>
    child.on('close', (code, signal) => resolve(`${signal ?? code}`)),
  );
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  const how = await ended;
  running.delete(child);
  // Its last line is that of these scenarios alone.
  const last = lines.pop() ?? '';
  if (lines.length > 0) console.log(lines.join('\n'));
  try {
    return JSON.parse(last) as Results;
  } catch {
    console.log(`${last}\nFAIL ${names.join()}: the process ended with ${how}`);
    return Object.fromEntries(names.map((name) => [name, { ok: false, error: `ended with ${how}` }]));
  }
}

async function runAll(groups: readonly (readonly Scenario[])[], seed: number): Promise<Results> {
  const [only] = groups;
  if (only !== undefined && groups.length === 1) return runHere(only, seed);
  const found = await mapConcurrent(processesAtOnce, groups, (group) => runApart(group, seed));
  const results: Results = Object.assign({}, ...found);
  return Object.fromEntries(
    names.map((name) => [name, results[name] ?? { ok: false, error: 'did not run' }]),
  );
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);
const known = scenarioGroups.flat().map(({ name }) => name);
const names = values.only?.split(',') ?? known;
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no such scenario: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(1);
}
const groups = scenarioGroups
  .map((group) => group.filter(({ name }) => names.includes(name)))
  .filter((group) => group.length > 0);
process.once('SIGTERM', () => {
  for (const child of running) child.kill();
  process.exit(1);
});
const results = await runAll(groups, seed);
console.log(JSON.stringify(results));
process.exit(Object.values(results).every(({ ok }) => ok) ? 0 : 1);
