/** Tries a mutant against the proofs, the cheap ones first, until one notices it. */
import { Histories, simulation } from './histories.ts';
import { applyMutant, type Mutant } from './mutate.ts';
import { Suites, testsOf } from './suites.ts';
import type { Tree } from './tree.ts';
import { WholeTypes } from './types.ts';

/** What noticed a mutant, and the test, the history or the compiler. */
export interface Killed {
  killer: 'types' | 'histories' | 'units' | 'stages' | 'whole types' | 'other units' | 'more histories';
  by: string;
}

/** The cheap first look at a mutant. */
const firstHistories = 10;

export class Proofs {
  readonly #tree: Tree;
  readonly #seeds: readonly number[];
  readonly #histories: Histories;
  readonly #suites: Suites;
  readonly #types: WholeTypes;
  /** The files whose last mutant was noticed by a unit test: the next one is tried there first. */
  readonly #unitsFirst = new Set<string>();

  /** @param count how many histories a mutant must survive, from seed 1 on */
  constructor(tree: Tree, count: number) {
    this.#tree = tree;
    this.#seeds = Array.from({ length: count }, (_, i) => i + 1);
    this.#histories = new Histories(tree);
    this.#suites = new Suites(tree);
    this.#types = new WholeTypes(tree);
  }

  async findKiller(mutant: Mutant): Promise<Killed | undefined> {
    const { file } = mutant;
    const { near, stages, far } = testsOf(this.#tree, file);
    const histories = async (seeds: readonly number[]) =>
      this.#tree.affectedBy(file).has(simulation) ? this.#histories.findMismatch(mutant, seeds) : undefined;
    const units = (tests: readonly string[]) =>
      this.#broken(mutant, (original) => this.#suites.findFailure(tests, original));
    type Step = [Killed['killer'], () => Promise<string | undefined>];
    const first: Step[] = [
      ['histories', () => histories(this.#seeds.slice(0, firstHistories))],
      ['units', async () => units(near)],
    ];
    const steps: Step[] = [
      ...(this.#unitsFirst.has(file) ? first.toReversed() : first),
      ['stages', async () => units(stages)],
      ['whole types', async () => this.#refusedByCompiler(mutant)],
      ['other units', async () => units(far)],
      ['more histories', () => histories(this.#seeds.slice(firstHistories))],
    ];
    for (const [killer, look] of steps) {
      const by = await look();
      if (by === undefined) continue;
      if (killer === 'units') this.#unitsFirst.add(file);
      else this.#unitsFirst.delete(file);
      return { killer, by };
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#histories.close();
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
