/** Runs simulated histories with a mutant in the place of its file, in a thread that can be ended. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { HistoriesAnswer, HistoriesRequest } from './historiesWorker.ts';
import { applyMutant, type Mutant } from './mutate.ts';
import type { Tree } from './tree.ts';

export const simulation = 'test/simulation/run.ts';

/** CPU time for a history, in seconds: an endless loop takes longer. A quiet core needs a fifth of one. */
const secondsPerHistory = 2;
const secondsToStart = 20;
/** A thread never unloads modules, so it is replaced after this many mutants. */
const mutantsPerThread = 80;

export class Histories {
  readonly #tree: Tree;
  readonly #sound = new Map<number, boolean>();
  #worker: Worker | undefined;
  #served = 0;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** What the first history that fails says of the mutant; `undefined` if none of the seeds does. */
  async findMismatch(mutant: Mutant, seeds: readonly number[]): Promise<string | undefined> {
    const source = applyMutant(this.#tree.read(mutant.file), mutant);
    const affected = [...this.#tree.affectedBy(mutant.file)];
    let left = seeds.filter((seed) => this.#sound.get(seed) !== false);
    while (left.length > 0) {
      const answer = await this.#run({ tag: mutant.id, file: mutant.file, source, affected, seeds: left });
      if (answer.failure === undefined) return undefined;
      const { seed, failure } = answer;
      if (await this.#isSound(seed)) return `seed ${seed}: ${failure}`;
      left = left.slice(left.indexOf(seed) + 1);
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** Whether the history passes without a mutant. One that does not is left out. */
  async #isSound(seed: number): Promise<boolean> {
    const known = this.#sound.get(seed);
    if (known !== undefined) return known;
    const { failure } = await this.#run({ tag: 'sound', file: '', source: '', affected: [], seeds: [seed] });
    if (failure !== undefined) console.log(`seed ${seed} fails without a mutant and is left out: ${failure}`);
    this.#sound.set(seed, failure === undefined);
    return failure === undefined;
  }

  async #run(request: HistoriesRequest): Promise<HistoriesAnswer> {
    const [first = 0] = request.seeds;
    if (this.#served++ % mutantsPerThread === 0) await this.close();
    const worker = this.#start();
    const before = process.cpuUsage();
    const bound = secondsToStart + secondsPerHistory * request.seeds.length;
    return new Promise((resolve) => {
      let at = first;
      const end = (answer: HistoriesAnswer, broken: boolean) => {
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
        if ((user + system) / 1e6 > bound)
          end({ seed: at, failure: `took over ${bound} s of CPU time` }, true);
      }, 200);
      worker.on('message', (answer: HistoriesAnswer | { began: number }) => {
        if ('began' in answer) at = answer.began;
        else end(answer, false);
      });
      worker.on('error', (error) => end({ seed: at, failure: String(error) }, true));
      worker.on('exit', () => end({ seed: at, failure: 'never ends' }, true));
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    this.#worker ??= new Worker(new URL('historiesWorker.ts', import.meta.url), {
      workerData: { simulation: pathToFileURL(path.join(this.#tree.root, simulation)).href },
      resourceLimits: { maxOldGenerationSizeMb: 2000 },
      stdout: true,
      stderr: true,
    });
    return this.#worker;
  }
}
