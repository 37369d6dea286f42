/** Runs test files and simulated histories over a mutant, in a thread that stays warm and can be ended. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { applyMutant, type Mutant } from './mutate.ts';
import type { Tree } from './tree.ts';
import type { Answer, Request, WorkerData } from './worker.ts';

export const simulation = 'test/simulation/run.ts';

/** A test file, or the seed of a history. */
export type Proof = string | number;

/** CPU time for a test file or a history with what it loads, in seconds: an endless loop takes longer. */
const secondsPerProof = 20;
/** For what waits without end: a minute is the time limit of a test. */
const wallSeconds = 300;
/** A thread never unloads modules, so it is replaced after this many mutants. */
const mutantsPerThread = 60;

export class Warm {
  readonly #tree: Tree;
  readonly #counted: readonly string[];
  #worker: Worker | undefined;
  #mutants = 0;
  #last = '';
  #runs = 0;

  /** @param counted the files of which the thread counts what runs; that makes it slower */
  constructor(tree: Tree, counted: readonly string[] = []) {
    this.#tree = tree;
    this.#counted = counted;
  }

  /** Runs proofs over a mutant until one fails. @returns the failure; `undefined` if all pass */
  async findFailure(mutant: Mutant, proofs: readonly Proof[]): Promise<Answer | undefined> {
    if (proofs.length === 0) return undefined;
    if (this.#last !== mutant.id && this.#mutants++ % mutantsPerThread === 0) await this.close();
    this.#last = mutant.id;
    const source = applyMutant(this.#tree.read(mutant.file), mutant);
    const affected = [...this.#tree.affectedBy(mutant.file)];
    // A test that is run again must be loaded anew, and so must all that it imports.
    const tag = `${mutant.id}-${this.#runs++}`;
    const answer = await this.#run({ tag, file: mutant.file, source, affected, proofs });
    return answer.failure === undefined ? undefined : answer;
  }

  /** Runs a proof without a mutant. */
  async try(proof: Proof): Promise<Answer> {
    const affected = typeof proof === 'string' ? [proof] : [];
    const tag = `sound-${this.#runs++}`;
    return this.#run({ tag, file: '', source: '', affected, proofs: [proof] });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #run(request: Request): Promise<Answer> {
    const worker = this.#start();
    let before = process.cpuUsage();
    let began = performance.now();
    return new Promise((resolve) => {
      let [at = ''] = request.proofs;
      const end = (answer: Answer, broken: boolean) => {
        clearInterval(watch);
        // Node itself listens to other events of a worker.
        for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
        if (broken) {
          this.#worker = undefined;
          void worker.terminate();
        }
        resolve(answer);
      };
      // Nothing else works in this process meanwhile, so that its CPU time is that of the thread.
      const watch = setInterval(() => {
        const { user, system } = process.cpuUsage(before);
        if ((user + system) / 1e6 > secondsPerProof)
          end({ proof: at, failure: `took over ${secondsPerProof} s of CPU time` }, true);
        if (performance.now() - began > wallSeconds * 1000) end({ proof: at, failure: 'does not end' }, true);
      }, 200);
      worker.on('message', (answer: Answer | { began: Proof }) => {
        if (!('began' in answer)) return end(answer, false);
        at = answer.began;
        before = process.cpuUsage();
        began = performance.now();
      });
      worker.on('error', (error) => end({ proof: at, failure: String(error) }, true));
      worker.on('exit', () => end({ proof: at, failure: 'never ends' }, true));
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    this.#worker ??= new Worker(new URL('worker.ts', import.meta.url), {
      workerData: {
        root: pathToFileURL(`${this.#tree.root}${path.sep}`).href,
        simulation,
        counted: this.#counted,
      } satisfies WorkerData,
      resourceLimits: { maxOldGenerationSizeMb: 2000 },
      stdout: true,
      stderr: true,
    });
    return this.#worker;
  }
}
