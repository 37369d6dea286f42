/**
 * The thread of `warm.ts`. For each mutant it loads the broken file anew, and every file that imports it,
 * directly or not. The other files stay loaded, with all that they remember.
 */

import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { type Block, Coverage } from './coverage.ts';

export interface Request {
  /** Names what is loaded anew; another mutant needs another tag. */
  tag: string;
  /** The broken file and its text; '' for none. */
  file: string;
  source: string;
  /** The files to load anew. */
  affected: readonly string[];
  /** Test files, or numbers: the seeds of histories. */
  proofs: readonly (string | number)[];
}

export interface Answer {
  proof: string | number;
  /** `undefined` if nothing failed. */
  failure: string | undefined;
  /** What ran of each file, if this thread counts it. */
  blocks?: ReadonlyMap<string, Block[]>;
}

export interface WorkerData {
  root: string;
  simulation: string;
  /** The files to count, from `root`; none: nothing is counted. */
  counted: readonly string[];
}

const { root, simulation, counted } = workerData as WorkerData;
const countedUrls = new Set(counted.map((file) => root + file));
const coverage = counted.length > 0 ? new Coverage() : undefined;
await coverage?.start();
/** More and shorter histories notice more in the same time: most need a few operations (`shrink.ts`). */
const operations = 40;
const runner = new URL('runner.ts', import.meta.url).href;
let mutant: { suffix: string; url: string; source: string; affected: ReadonlySet<string> } | undefined;
/** Sources without types, by address. */
const stripped = new Map<string, string>();

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest' && context.parentURL !== runner) return { url: runner, shortCircuit: true };
    const resolved = next(specifier, context);
    return mutant?.affected.has(resolved.url) ? { ...resolved, url: resolved.url + mutant.suffix } : resolved;
  },
  load(url, context, next) {
    const [address = ''] = url.split('?');
    if (!address.startsWith(root) || !address.endsWith('.ts')) return next(url, context);
    const broken = mutant !== undefined && url === mutant.url + mutant.suffix;
    const source = broken ? stripTypeScriptTypes(mutant?.source ?? '') : withoutTypes(address);
    return { format: 'module', source, shortCircuit: true };
  },
});

function withoutTypes(address: string): string {
  const known = stripped.get(address) ?? stripTypeScriptTypes(readFileSync(new URL(address), 'utf8'));
  stripped.set(address, known);
  return known;
}

parentPort?.on('message', async ({ tag, file, source, affected, proofs }: Request) => {
  const affectedUrls = new Set(affected.map((each) => root + each));
  mutant = { suffix: `?mutant=${tag}`, url: root + file, source, affected: affectedUrls };
  const [first = ''] = proofs;
  let answer: Answer = { proof: first, failure: undefined };
  // Work that waits for nothing would wait for ever: so the thread ends.
  parentPort?.unref();
  for (const proof of proofs) {
    parentPort?.postMessage({ began: proof });
    const failure = await (typeof proof === 'number' ? runHistory(proof) : runTestFile(proof));
    if (failure === undefined) continue;
    answer = { proof, failure };
    break;
  }
  parentPort?.ref();
  const ranOf = await coverage?.take((address) => countedUrls.has(address));
  const blocks = ranOf && new Map([...ranOf].map(([address, its]) => [address.slice(root.length), its]));
  parentPort?.postMessage({ ...answer, ...(blocks && { blocks }) });
});

async function runHistory(seed: number): Promise<string | undefined> {
  try {
    const { runOnce } = (await import(root + simulation)) as typeof import('../simulation/run.ts');
    return (await runOnce(seed, { length: operations })).differences[0];
  } catch (error) {
    return String(error);
  }
}

async function runTestFile(file: string): Promise<string | undefined> {
  const { runTests } = (await import(runner)) as typeof import('./runner.ts');
  return runTests(() => import(root + file));
}
