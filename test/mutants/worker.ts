/**
 * The thread of `lane.ts`. It loads the files with all their mutants, switches one on, and runs a test file
 * or a history. A test file is loaded anew each time; what it imports stays, with all that it remembers.
 */

import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Failed } from './runner.ts';
import { withSteps } from './steps.ts';

/** A test file, or the seed of a history; `erasures 7` is the seed of one with erasures. */
export type Proof = string | number;

export interface Request {
  proof: Proof;
  /** The number of the mutant that is on; 0: none. */
  mutant: number;
  /** Files that are loaded anew, as the mutant is met while they load; none: nothing but the test file. */
  anew: readonly string[];
  /** Which tests of a file run (`runner.ts`); none: all. */
  tests?: readonly number[] | undefined;
  /** A proof that takes more turns of loops than this never ends. */
  steps: number;
}

export interface Answer {
  /** `undefined` if the proof passed. */
  failure: string | undefined;
  /** The test of the file that failed, if one did. */
  failed: number | undefined;
  runs: Run[];
  /** Something of the proof may still run: the thread must end. */
  isEndless: boolean;
}

/** A test that ran, or a history, which is number 0. */
export interface Run {
  number: number;
  /** The mutants whose places ran in it, or before all tests. */
  met: number[];
  steps: number;
}

export interface WorkerData {
  root: string;
  simulation: string;
  erasures: string;
  /** The files with their mutants (`schemata.ts`). */
  sources: ReadonlyMap<string, string>;
  /** The largest number of a mutant. */
  mutants: number;
}

const { root, simulation, erasures, sources, mutants } = workerData as WorkerData;
/** More and shorter histories notice more in the same time: most need a few operations (`shrink.ts`). */
const operations = 40;
/** Where a broken place can make a loop endless: not in the readers and the search for names. */
const counted = /^(core\/(protocol|records|queries|identity|quarantine)|functions|runtime|cli|test)\//;
const runner = new URL('runner.ts', import.meta.url).href;
/** Sources without types, by address. */
const stripped = new Map<string, string>();
let on = 0;
let loads = 0;
let suffix = '';
let loadedAnew: ReadonlySet<string> = new Set();
/** The mutants whose places ran in this test, and before all tests. */
const met = new Uint8Array(mutants + 1);
let metBefore: number[] = [];
let runs: Run[] = [];
let steps = 0;
let limit = Infinity;

class Endless extends Error {
  override name = 'Endless';
}

const endless = () => `takes over ${limit} steps`;

Object.assign(globalThis, {
  $mutant(number: number): boolean {
    met[number] = 1;
    return number === on;
  },
  $step(): void {
    if (++steps > limit) throw new Endless(endless());
  },
});

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest' && context.parentURL !== runner) return { url: runner, shortCircuit: true };
    const resolved = next(specifier, context);
    return loadedAnew.has(resolved.url) ? { ...resolved, url: resolved.url + suffix } : resolved;
  },
  load(url, context, next) {
    const [address = ''] = url.split('?');
    if (!address.startsWith(root) || !address.endsWith('.ts')) return next(url, context);
    return { format: 'module', source: withoutTypes(address), shortCircuit: true };
  },
});

function withoutTypes(address: string): string {
  const known = stripped.get(address);
  if (known !== undefined) return known;
  const file = address.slice(root.length);
  const source = sources.get(file) ?? readFileSync(new URL(address), 'utf8');
  const text = stripTypeScriptTypes(counted.test(file) ? withSteps(file, source) : source);
  stripped.set(address, text);
  return text;
}

parentPort?.on('message', async (request: Request) => {
  // Work that waits for nothing would wait for ever: so the thread ends.
  parentPort?.unref();
  const { proof, mutant, anew } = request;
  met.fill(0);
  metBefore = [];
  runs = [];
  steps = 0;
  limit = request.steps;
  on = mutant;
  loads++;
  // One mutant is met by several proofs, which share what it loads anew.
  suffix = anew.length > 0 && mutant > 0 ? `?mutant=${mutant}` : `?run=${loads}`;
  loadedAnew = new Set((anew.length > 0 ? anew : [String(proof)]).map((file) => root + file));
  const failed = await run(request);
  const isEndless = steps > limit;
  const failure = isEndless ? endless() : failed?.text;
  on = 0;
  limit = Infinity;
  parentPort?.ref();
  parentPort?.postMessage({ failure, failed: failed?.test, runs, isEndless } satisfies Answer);
});

async function run({ proof, tests }: Request): Promise<Failed | undefined> {
  if (typeof proof === 'number') return single(() => runHistory(proof));
  const [, seed] = /^erasures (\d+)$/.exec(proof) ?? [];
  return seed === undefined ? runTestFile(proof, tests) : single(() => runErasures(Number(seed)));
}

async function single(history: () => Promise<string | undefined>): Promise<Failed | undefined> {
  let failure: string | undefined;
  await noting(0, async () => {
    failure = await history();
  });
  return failure === undefined ? undefined : { text: failure };
}

/** Runs a test, and notes what it meets. */
async function noting(number: number, test: () => Promise<void>): Promise<void> {
  if (runs.length === 0) metBefore = allMet();
  met.fill(0);
  const before = steps;
  try {
    await test();
  } finally {
    runs.push({ number, met: [...new Set([...metBefore, ...allMet()])], steps: steps - before });
  }
}

function allMet(): number[] {
  const found: number[] = [];
  for (let number = met.indexOf(1); number >= 0; number = met.indexOf(1, number + 1)) found.push(number);
  return found;
}

async function runHistory(seed: number): Promise<string | undefined> {
  try {
    const { runOnce } = (await import(root + simulation)) as typeof import('../simulation/run.ts');
    return (await runOnce(seed, { length: operations })).differences[0];
  } catch (error) {
    return String(error);
  }
}

async function runErasures(seed: number): Promise<string | undefined> {
  try {
    const { findErasureMismatch } = (await import(
      root + erasures
    )) as typeof import('../simulation/erasures.ts');
    return (await findErasureMismatch(seed, 1)).differences[1];
  } catch (error) {
    return String(error);
  }
}

async function runTestFile(file: string, tests?: readonly number[]): Promise<Failed | undefined> {
  const { runTests } = (await import(runner)) as typeof import('./runner.ts');
  return runTests(() => import(root + file), { only: tests && new Set(tests), around: noting });
}
