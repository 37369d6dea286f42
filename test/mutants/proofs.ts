/** Tries a mutant against the proofs, the likeliest first, until one notices it. */
import { applyMutant, type Mutant } from './mutate.ts';
import { Suites, testsOf } from './suites.ts';
import type { Tree } from './tree.ts';
import { WholeTypes } from './types.ts';
import { type Proof, simulation, Warm } from './warm.ts';

/** What noticed a mutant, and the test, the history or the compiler. */
export interface Killed {
  killer: 'types' | 'units' | 'histories' | 'stages' | 'other units' | 'whole types' | 'more histories';
  by: string;
}

/** The cheap first look at a mutant. */
const firstHistories = 4;

export class Proofs {
  readonly #tree: Tree;
  readonly #seeds: readonly number[];
  readonly #warm: Warm;
  readonly #suites: Suites;
  readonly #types: WholeTypes;
  /** How often each proof noticed a mutant of a file. The next mutant is tried there first. */
  readonly #kills = new Map<string, Map<Proof, number>>();

  /** @param count how many histories a mutant must survive, from seed 1 on */
  constructor(tree: Tree, count: number) {
    this.#tree = tree;
    this.#seeds = Array.from({ length: count }, (_, i) => i + 1);
    this.#warm = new Warm(tree);
    this.#suites = new Suites(tree);
    this.#types = new WholeTypes(tree);
  }

  async findKiller(mutant: Mutant): Promise<Killed | undefined> {
    const { file } = mutant;
    const { near, stages, far } = testsOf(this.#tree, file);
    const seeds = this.#tree.affectedBy(file).has(simulation) ? this.#seeds : [];
    const kills = this.#kills.get(file) ?? new Map<Proof, number>();
    this.#kills.set(file, kills);
    const byKills = (proofs: readonly Proof[]) =>
      proofs.toSorted((a, b) => (kills.get(b) ?? 0) - (kills.get(a) ?? 0));
    const tests = async (files: readonly Proof[]) => {
      const found = await this.#warm.findFailure(mutant, files);
      if (found === undefined) return this.#spawned(mutant, files);
      kills.set(found.proof, (kills.get(found.proof) ?? 0) + 1);
      return `${found.proof}: ${found.failure}`;
    };
    const histories = async (some: readonly number[]) => {
      const found = await this.#warm.findFailure(mutant, some);
      return found && `seed ${found.proof}: ${found.failure}`;
    };
    const all = [...near, ...stages, ...far];
    const steps: [Killed['killer'], () => Promise<string | undefined>][] = [
      ['units', () => tests(byKills(all.filter((each) => kills.has(each))))],
      ['units', () => tests(near.filter((each) => !kills.has(each)))],
      ['stages', () => tests(stages.filter((each) => !kills.has(each)))],
      ['histories', () => histories(seeds.slice(0, firstHistories))],
      ['whole types', async () => this.#refusedByCompiler(mutant)],
      ['other units', () => tests(far.filter((each) => !kills.has(each)))],
      ['more histories', () => histories(seeds.slice(firstHistories))],
    ];
    for (const [killer, look] of steps) {
      const by = await look();
      if (by !== undefined) return { killer, by };
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#warm.close();
  }

  /** The tests that fail in the warm thread even without a mutant, in a process of their own. */
  async #spawned(mutant: Mutant, files: readonly Proof[]): Promise<string | undefined> {
    const left = files.filter((each): each is string => this.#warm.isUnsound(each));
    return this.#broken(mutant, (original) => this.#suites.findFailure(left, original));
  }

  #refusedByCompiler(mutant: Mutant): string | undefined {
    const { file } = mutant;
    return this.#broken(mutant, ({ source }) => {
      const unbroken = (look: () => void) => {
        this.#tree.write(file, source);
        look();
        this.#tree.write(file, applyMutant(source, mutant));
      };
      return this.#types.refuses(unbroken) ? 'tsc' : undefined;
    });
  }

  /** Looks while the file is broken. */
  #broken<T>(mutant: Mutant, look: (original: { file: string; source: string }) => T): T {
    const { file } = mutant;
    const source = this.#tree.read(file);
    this.#tree.write(file, applyMutant(source, mutant));
    try {
      return look({ file, source });
    } finally {
      this.#tree.write(file, source);
    }
  }
}
