/** Runs test files and simulated histories over a mutant, in a thread that stays warm and can be ended. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { applyMutant, type Mutant } from './mutate.ts';
import type { Tree } from './tree.ts';
import type { Answer, Request } from './worker.ts';

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
  readonly #sound = new Map<Proof, boolean>();
  #worker: Worker | undefined;
  #mutants = 0;
  #last = '';
  #runs = 0;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** The first of these proofs that fails only because of the mutant, and how. */
  async findFailure(mutant: Mutant, proofs: readonly Proof[]): Promise<Answer | undefined> {
    if (this.#last !== mutant.id && this.#mutants++ % mutantsPerThread === 0) await this.close();
    this.#last = mutant.id;
    const source = applyMutant(this.#tree.read(mutant.file), mutant);
    const affected = [...this.#tree.affectedBy(mutant.file)];
    let left = proofs.filter((proof) => this.#sound.get(proof) !== false);
    while (left.length > 0) {
      // A test that was run and failed without cause must be loaded anew, and so must all that it imports.
      const tag = `${mutant.id}-${this.#runs++}`;
      const answer = await this.#run({ tag, file: mutant.file, source, affected, proofs: left });
      if (answer.failure === undefined) return undefined;
      if (await this.isSound(answer.proof)) return answer;
      left = left.slice(left.indexOf(answer.proof) + 1);
    }
    return undefined;
  }

  /** Whether the proof passes without a mutant. One that does not is left out. */
  async isSound(proof: Proof): Promise<boolean> {
    const known = this.#sound.get(proof);
    if (known !== undefined) return known;
    const affected = typeof proof === 'string' ? [proof] : [];
    const tag = `sound-${this.#runs++}`;
    const { failure } = await this.#run({ tag, file: '', source: '', affected, proofs: [proof] });
    if (failure !== undefined) console.log(`${proof} fails here without a mutant: ${failure}`);
    this.#sound.set(proof, failure === undefined);
    return failure === undefined;
  }

  /** Whether the proof is known to fail here without a mutant. */
  isUnsound(proof: Proof): boolean {
    return this.#sound.get(proof) === false;
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
      workerData: { root: pathToFileURL(`${this.#tree.root}${path.sep}`).href, simulation },
      resourceLimits: { maxOldGenerationSizeMb: 2000 },
      stdout: true,
      stderr: true,
    });
    return this.#worker;
  }
}
