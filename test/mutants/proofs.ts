/** Tries a mutant against the proofs, the likeliest first, until one notices it. */
import { Baseline } from './baseline.ts';
import { applyMutant, type Mutant } from './mutate.ts';
import { Suites, testsOf } from './suites.ts';
import type { Tree } from './tree.ts';
import { WholeTypes } from './types.ts';
import { type Proof, simulation, Warm } from './warm.ts';

/** What noticed a mutant, and the test, the history or the compiler. */
export interface Killed {
  killer: 'types' | 'units' | 'stages' | 'histories' | 'other units' | 'whole types' | 'more histories';
  by: string;
}

/** The cheap first look at a mutant. */
const firstHistories = 4;

export class Proofs {
  readonly #tree: Tree;
  readonly #seeds: readonly number[];
  readonly #warm: Warm;
  readonly #baseline: Baseline;
  readonly #suites: Suites;
  readonly #types: WholeTypes;
  /** How often each proof noticed a mutant of a file. The next mutant is tried there first. */
  readonly #kills = new Map<string, Map<Proof, number>>();

  /**
   * @param count how many histories a mutant must survive, from seed 1 on
   * @param files that are mutated
   */
  constructor(tree: Tree, count: number, files: readonly string[]) {
    this.#tree = tree;
    this.#seeds = Array.from({ length: count }, (_, i) => i + 1);
    this.#warm = new Warm(tree);
    this.#baseline = new Baseline(tree, files);
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
      const { sound, unsound } = await this.#baseline.choose(mutant, files);
      const found = await this.#warm.findFailure(mutant, sound);
      if (found === undefined) return this.#spawned(mutant, unsound);
      kills.set(found.proof, (kills.get(found.proof) ?? 0) + 1);
      return `${found.proof}: ${found.failure}`;
    };
    const histories = async (some: readonly number[]) => {
      const { sound } = await this.#baseline.choose(mutant, some);
      const found = await this.#warm.findFailure(mutant, sound);
      return found && `seed ${found.proof}: ${found.failure}`;
    };
    const all = [...near, ...stages, ...far];
    const steps: [Killed['killer'], () => Promise<string | undefined>][] = [
      ['units', () => tests(byKills(all.filter((each) => kills.has(each))))],
      ['units', () => tests(near.filter((each) => !kills.has(each)))],
      ['stages', () => tests(stages.filter((each) => !kills.has(each)))],
      ['histories', () => histories(seeds.slice(0, firstHistories))],
      ['other units', () => tests(far.filter((each) => !kills.has(each)))],
      ['whole types', async () => (mutant.typed ? undefined : this.#refusedByCompiler(mutant))],
      ['more histories', () => histories(seeds.slice(firstHistories))],
    ];
    for (const [killer, look] of steps) {
      const by = await look();
      if (by !== undefined) return { killer, by };
    }
    return undefined;
  }

  async close(): Promise<void> {
    await Promise.all([this.#warm.close(), this.#baseline.close()]);
  }

  /** The tests that fail in the warm thread even without a mutant, in a process of their own. */
  #spawned(mutant: Mutant, files: readonly string[]): string | undefined {
    if (files.length === 0) return undefined;
    return this.#broken(mutant, (original) => this.#suites.findFailure(files, original));
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
