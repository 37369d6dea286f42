/** Tries a mutant against the proofs, the likeliest and cheapest first, until one notices it. */
import path from 'node:path';
import { Baseline } from './baseline.ts';
import { candidatesFor } from './candidates.ts';
import type { Lane } from './lane.ts';
import type { Mutant } from './mutate.ts';
import type { Tree } from './tree.ts';
import { WholeTypes } from './types.ts';
import type { Proof } from './worker.ts';

/** What noticed a mutant, and the test, the history or the compiler. */
export interface Killed {
  killer: 'types' | 'units' | 'stages' | 'histories' | 'other units' | 'whole types' | 'more histories';
  by: string;
}

/** The cheap first look at a mutant. */
const firstHistories = 4;
/** Histories of erasures, which take longer. */
const erasureHistories = 12;

export class Proofs {
  readonly #tree: Tree;
  readonly #seeds: readonly number[];
  readonly #numberOf: (mutant: Mutant) => number;
  readonly #baseline = new Baseline();
  readonly #types: WholeTypes;
  /** How often each proof noticed a mutant of a folder. The next mutant is tried there first. */
  readonly #kills = new Map<string, Map<Proof, number>>();

  /**
   * @param count how many histories a mutant must survive, from seed 1 on
   * @param numberOf the number that switches a mutant on
   */
  constructor(tree: Tree, count: number, numberOf: (mutant: Mutant) => number) {
    this.#tree = tree;
    this.#seeds = Array.from({ length: count }, (_, i) => i + 1);
    this.#numberOf = numberOf;
    this.#types = new WholeTypes(tree);
  }

  async findKiller(mutant: Mutant, lane: Lane): Promise<Killed | undefined> {
    const { file } = mutant;
    const { near, stages, far, simulated, erases } = candidatesFor(this.#tree, file);
    const seeds = simulated ? this.#seeds : [];
    const withErasures = erases ? seeds.slice(0, erasureHistories).map((seed) => `erasures ${seed}`) : [];
    const folder = path.posix.dirname(file);
    const kills = this.#kills.get(folder) ?? new Map<Proof, number>();
    this.#kills.set(folder, kills);
    const known = [...kills.keys()].sort((a, b) => (kills.get(b) ?? 0) - (kills.get(a) ?? 0));
    const others = (proofs: readonly Proof[]) => proofs.filter((proof) => !known.includes(proof));
    const steps: [Killed['killer'], readonly Proof[]][] = [
      ['units', known.filter((proof) => typeof proof === 'string')],
      ['units', others(near)],
      ['histories', known.filter((proof) => typeof proof === 'number')],
      ['stages', others(stages)],
      ['histories', others(seeds.slice(0, firstHistories))],
      ['histories', others(withErasures)],
      ['other units', others(far)],
      ['whole types', []],
      ['more histories', others(seeds.slice(firstHistories))],
    ];
    for (const [killer, proofs] of steps) {
      if (killer === 'whole types' && !mutant.typed && this.#types.refuse(mutant))
        return { killer, by: 'tsc' };
      for (const proof of proofs) {
        const failure = await this.#failureOf(proof, mutant, lane);
        if (failure === undefined) continue;
        kills.set(proof, (kills.get(proof) ?? 0) + 1);
        return { killer, by: `${typeof proof === 'number' ? 'seed ' : ''}${proof}: ${failure}` };
      }
    }
    // What ran only while its file was loaded, or was remembered from before, is met again in new files.
    for (const proof of mutant.called ? near : []) {
      const failure = await this.#failureAnew(proof, mutant, lane);
      if (failure !== undefined) return { killer: 'units', by: `${proof}: ${failure}` };
    }
    return undefined;
  }

  /** Whether one test alone notices the mutant. */
  async findFailureOf(test: string, mutant: Mutant, lane: Lane): Promise<Killed | undefined> {
    // What a file evaluates while it is loaded shows the mutant only in a file that is loaded anew.
    const failure =
      (await this.#failureOf(test, mutant, lane)) ?? (await this.#failureAnew(test, mutant, lane));
    return failure === undefined ? undefined : { killer: 'units', by: `${test}: ${failure}` };
  }

  /** @returns why the proof fails with the mutant; `undefined` if it passes, or fails without it too */
  async #failureOf(proof: Proof, mutant: Mutant, lane: Lane): Promise<string | undefined> {
    const { passes, tests, steps } = await this.#baseline.of(proof, lane);
    const number = this.#numberOf(mutant);
    if (!passes) return undefined;
    // What is outside of functions runs only when its file is loaded.
    if (!mutant.called) return this.#failureAnew(proof, mutant, lane);
    const meeting = tests.filter(({ met }) => met.has(number)).map((each) => each.number);
    if (meeting.length === 0) return undefined;
    const request = { proof, mutant: number, anew: [], tests: meeting, steps: mostSteps(steps) };
    const { failure, failed } = await lane.run(request);
    if (failure === undefined) return undefined;
    const failing = failed === undefined ? meeting : [failed];
    const again = await lane.run({ ...request, mutant: 0, tests: failing });
    if (again.failure === undefined) return failure;
    // This thread remembers something, perhaps of an earlier mutant, or a test needs one before it: a new
    // thread decides.
    await lane.renew();
    const inNewThread = await lane.run({ ...request, tests: undefined });
    await lane.renew();
    return inNewThread.failure;
  }

  /** The same, with the file of the mutant and all that imports it loaded while it is on. */
  async #failureAnew(proof: Proof, mutant: Mutant, lane: Lane): Promise<string | undefined> {
    const anew = [...this.#tree.affectedBy(mutant.file)];
    if (typeof proof === 'string') anew.push(proof);
    const { steps } = await this.#baseline.of(proof, lane);
    const request = { proof, mutant: this.#numberOf(mutant), anew, steps: mostSteps(steps) };
    const { failure } = await lane.run(request);
    return failure !== undefined && (await this.#baseline.passesAnew(proof, lane, anew))
      ? failure
      : undefined;
  }
}

/** What takes more steps with a mutant never ends. */
const mostSteps = (without: number): number => 10 * without + 100_000;
