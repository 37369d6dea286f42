/**
 * The thread of `histories.ts`. For each mutant it loads the simulation anew: the broken file, and every file
 * that imports it, directly or not. Readers, annotator and parsers stay loaded, with all that they remember.
 */
import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

export interface HistoriesRequest {
  /** Names the mutant. */
  tag: string;
  /** The broken file and its text; '' for none. */
  file: string;
  source: string;
  /** The files to load anew. */
  affected: readonly string[];
  seeds: readonly number[];
}

export interface HistoriesAnswer {
  seed: number;
  /** `undefined` if all histories passed. */
  failure: string | undefined;
}

const { simulation } = workerData as { simulation: string };
const root = simulation.slice(0, simulation.lastIndexOf('/test/') + 1);
let mutant: { suffix: string; url: string; source: string; affected: ReadonlySet<string> } | undefined;

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    return mutant?.affected.has(resolved.url) ? { ...resolved, url: resolved.url + mutant.suffix } : resolved;
  },
  load(url, context, next) {
    return mutant !== undefined && url === mutant.url + mutant.suffix
      ? { format: 'module-typescript', source: mutant.source, shortCircuit: true }
      : next(url, context);
  },
});

parentPort?.on('message', async ({ tag, file, source, affected, seeds }: HistoriesRequest) => {
  const affectedUrls = new Set(affected.map((each) => root + each));
  mutant = { suffix: `?mutant=${tag}`, url: root + file, source, affected: affectedUrls };
  let seed = seeds[0] ?? 0;
  let failure: string | undefined;
  // A history that waits for nothing would wait for ever: so the thread ends.
  parentPort?.unref();
  try {
    const { runOnce } = (await import(simulation)) as typeof import('../simulation/run.ts');
    for (seed of seeds) {
      parentPort?.postMessage({ began: seed });
      failure = (await runOnce(seed)).differences[0];
      if (failure !== undefined) break;
    }
  } catch (error) {
    failure = String(error);
  }
  parentPort?.ref();
  parentPort?.postMessage({ seed, failure } satisfies HistoriesAnswer);
});
