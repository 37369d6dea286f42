/** What each proof does without a mutant: whether it passes, and what it meets. Each is tried once. */
import type { Lane } from './lane.ts';
import type { Proof } from './worker.ts';

/** A test of a file, or a history. */
export interface KnownTest {
  number: number;
  /** The numbers of the mutants whose places it runs. */
  met: ReadonlySet<number>;
}

export interface Known {
  passes: boolean;
  tests: readonly KnownTest[];
  /** The turns of loops in all tests. */
  steps: number;
}

type Thread = Pick<Lane, 'run' | 'renew'>;

export class Baseline {
  readonly #known = new Map<Proof, Promise<Known>>();
  readonly #passesAnew = new Map<Proof, Promise<boolean>>();

  /** The proof without a mutant. A lane that runs it for the first time tells the others. */
  of(proof: Proof, lane: Thread): Promise<Known> {
    const known = this.#known.get(proof) ?? this.#try(proof, lane);
    this.#known.set(proof, known);
    return known;
  }

  /** Whether it passes, also if all that it imports is loaded a second time. */
  passesAnew(proof: Proof, lane: Thread, anew: readonly string[]): Promise<boolean> {
    const known =
      this.#passesAnew.get(proof) ??
      lane.run({ proof, mutant: 0, anew, steps: Infinity }).then(({ failure }) => failure === undefined);
    this.#passesAnew.set(proof, known);
    return known;
  }

  async #try(proof: Proof, lane: Thread): Promise<Known> {
    const request = { proof, mutant: 0, anew: [], steps: Infinity };
    let { failure, runs } = await lane.run(request);
    if (failure !== undefined) {
      // This thread may remember what a mutant made: a new one decides.
      await lane.renew();
      ({ failure, runs } = await lane.run(request));
    }
    if (failure !== undefined) console.log(`${proof} is left out, as it fails here: ${failure}`);
    return {
      passes: failure === undefined,
      tests: runs.map(({ number, met }) => ({ number, met: new Set(met) })),
      steps: runs.reduce((sum, each) => sum + each.steps, 0),
    };
  }
}
