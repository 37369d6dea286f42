/** Runs proofs over mutants, one after the other, in a thread that stays warm and can be ended. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Tree } from './tree.ts';
import type { Answer, Request, WorkerData } from './worker.ts';

export const simulation = 'test/simulation/run.ts';
const erasures = 'test/simulation/erasures.ts';

/** CPU time for a proof with what it loads, in seconds: for what does not end without a loop. */
const secondsPerProof = 30;
/** A thread that uses less than this in so many seconds waits without end. */
const idle = { cpuSeconds: 0.02, seconds: 20 };
/** In MB: what fills the memory is noticed. */
const memory = 1500;
/** A thread never unloads modules, so it is replaced after so many proofs, or sets of files loaded anew. */
const proofsPerThread = 1500;
const setsPerThread = 25;

export class Lane {
  readonly #tree: Tree;
  readonly #sources: ReadonlyMap<string, string>;
  readonly #mutants: number;
  #worker: Worker | undefined;
  #proofs = 0;
  readonly #sets = new Set<number>();

  /**
   * @param sources the files with their mutants
   * @param mutants the largest number of a mutant
   */
  constructor(tree: Tree, sources: ReadonlyMap<string, string>, mutants: number) {
    this.#tree = tree;
    this.#sources = sources;
    this.#mutants = mutants;
  }

  async run(request: Request): Promise<Answer> {
    const needsSet = request.anew.length > 0 && !this.#sets.has(request.mutant);
    if (this.#proofs >= proofsPerThread || (needsSet && this.#sets.size >= setsPerThread)) await this.renew();
    this.#proofs++;
    if (request.anew.length > 0) this.#sets.add(request.mutant);
    const answer = await this.#ask(this.#start(), request);
    if (answer.isEndless) await this.renew();
    return answer;
  }

  /** The next proof runs in a new thread, which remembers nothing. */
  async renew(): Promise<void> {
    const worker = this.#worker;
    this.#forget();
    await worker?.terminate();
  }

  #forget(): void {
    this.#worker = undefined;
    this.#proofs = 0;
    this.#sets.clear();
  }

  async #ask(worker: Worker, request: Request): Promise<Answer> {
    // A thread that still starts has used nothing.
    const before = await worker.cpuUsage().catch(() => ({ user: 0, system: 0 }));
    let busy = { at: performance.now(), seconds: 0 };
    return new Promise((resolve) => {
      const end = (answer: Answer) => {
        clearInterval(watch);
        for (const event of ['message', 'error', 'exit'] as const) worker.removeListener(event, ends[event]);
        resolve(answer);
      };
      const giveUp = async (failure: string) => {
        clearInterval(watch);
        await this.renew();
        end({ failure, failed: undefined, runs: [], isEndless: false });
      };
      const ends = {
        message: end,
        error: (error: unknown) => void giveUp(String(error)),
        exit: () => void giveUp('never ends'),
      };
      const watch = setInterval(async () => {
        const { user, system } = await worker.cpuUsage(before).catch(() => ({ user: 0, system: 0 }));
        const seconds = (user + system) / 1e6;
        if (seconds > secondsPerProof) await giveUp(`takes over ${secondsPerProof} s of CPU time`);
        if (seconds > busy.seconds + idle.cpuSeconds) busy = { at: performance.now(), seconds };
        else if (performance.now() - busy.at > idle.seconds * 1000) await giveUp('waits without end');
      }, 500);
      for (const event of ['message', 'error', 'exit'] as const) worker.on(event, ends[event]);
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: {
        root: pathToFileURL(`${this.#tree.root}${path.sep}`).href,
        simulation,
        erasures,
        sources: this.#sources,
        mutants: this.#mutants,
      } satisfies WorkerData,
      resourceLimits: { maxOldGenerationSizeMb: memory },
      stdout: true,
      stderr: true,
    });
    // What a proof left behind may end the thread between two proofs.
    worker.on('error', () => {});
    worker.on('exit', () => this.#worker === worker && this.#forget());
    this.#worker = worker;
    return worker;
  }
}
