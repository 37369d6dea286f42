/** What each proof does without a mutant: whether it passes, and what it runs. Each is tried once. */
import { type Block, ran } from './coverage.ts';
import type { Mutant } from './mutate.ts';
import type { Tree } from './tree.ts';
import { type Proof, Warm } from './warm.ts';

interface Known {
  passes: boolean;
  blocks: ReadonlyMap<string, Block[]>;
}

/** A thread never unloads modules, so it is replaced after this many proofs. */
const proofsPerThread = 200;

export class Baseline {
  readonly #warm: Warm;
  readonly #known = new Map<Proof, Known>();

  /** @param files that are mutated */
  constructor(tree: Tree, files: readonly string[]) {
    this.#warm = new Warm(tree, files);
  }

  /** The proofs that may notice the mutant, and those that fail here even without one. */
  async choose(mutant: Mutant, proofs: readonly Proof[]): Promise<{ sound: Proof[]; unsound: string[] }> {
    const sound: Proof[] = [];
    const unsound: string[] = [];
    for (const proof of proofs) {
      const { passes, blocks } = await this.#try(proof);
      if (!passes) {
        if (typeof proof === 'string') unsound.push(proof);
      } else if (!mutant.called || ran(blocks.get(mutant.file) ?? [], mutant)) sound.push(proof);
    }
    return { sound, unsound };
  }

  async close(): Promise<void> {
    await this.#warm.close();
  }

  async #try(proof: Proof): Promise<Known> {
    const before = this.#known.get(proof);
    if (before !== undefined) return before;
    if (this.#known.size % proofsPerThread === proofsPerThread - 1) await this.#warm.close();
    const { failure, blocks = new Map() } = await this.#warm.try(proof);
    if (failure !== undefined) console.log(`${proof} fails here without a mutant: ${failure}`);
    const known = { passes: failure === undefined, blocks };
    this.#known.set(proof, known);
    return known;
  }
}
