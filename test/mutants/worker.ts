/**
 * The thread of `lane.ts`. It loads the files with all their mutants, switches one on, and runs a test file
 * or a history. A test file is loaded anew each time; what it imports stays, with all that it remembers.
 */

import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** A test file, or the seed of a history; `erasures 7` is the seed of one with erasures. */
export type Proof = string | number;

export interface Request {
  proof: Proof;
  /** The number of the mutant that is on; 0: none. */
  mutant: number;
  /** Files that are loaded anew, as the mutant is met while they load; none: nothing but the test file. */
  anew: readonly string[];
}

export interface Answer {
  /** `undefined` if the proof passed. */
  failure: string | undefined;
  /** The mutants whose places ran. */
  met: number[];
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
const runner = new URL('runner.ts', import.meta.url).href;
/** Sources without types, by address. */
const stripped = new Map<string, string>();
let on = 0;
let runs = 0;
let suffix = '';
let loadedAnew: ReadonlySet<string> = new Set();
const met = new Uint8Array(mutants + 1);

Object.assign(globalThis, {
  $mutant(number: number): boolean {
    met[number] = 1;
    return number === on;
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
  const source = sources.get(address.slice(root.length)) ?? readFileSync(new URL(address), 'utf8');
  const text = stripTypeScriptTypes(source);
  stripped.set(address, text);
  return text;
}

parentPort?.on('message', async ({ proof, mutant, anew }: Request) => {
  // Work that waits for nothing would wait for ever: so the thread ends.
  parentPort?.unref();
  met.fill(0);
  on = mutant;
  runs++;
  // One mutant is met by several proofs, which share what it loads anew.
  suffix = anew.length > 0 && mutant > 0 ? `?mutant=${mutant}` : `?run=${runs}`;
  loadedAnew = new Set((anew.length > 0 ? anew : [String(proof)]).map((file) => root + file));
  const failure = await run(proof);
  on = 0;
  parentPort?.ref();
  const found = [...met.keys()].filter((number) => met[number] === 1);
  parentPort?.postMessage({ failure, met: found } satisfies Answer);
});

function run(proof: Proof): Promise<string | undefined> {
  if (typeof proof === 'number') return runHistory(proof);
  const [, seed] = /^erasures (\d+)$/.exec(proof) ?? [];
  return seed === undefined ? runTestFile(proof) : runErasures(Number(seed));
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

async function runTestFile(file: string): Promise<string | undefined> {
  const { runTests } = (await import(runner)) as typeof import('./runner.ts');
  return runTests(() => import(root + file));
}
