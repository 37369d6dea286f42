/**
 * A search table whose merges conflict as LanceDB's do: nothing, a part or all of a merge happened when it
 * throws.
 */
import type { SearchRow } from '../../core/ports/search.ts';
import { LostRace } from '../../core/protocol/reconcile.ts';
import type { Random } from '../../core/random.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';

/** LanceDB committed, but its answer did not arrive. */
class LostAnswer extends Error {
  override name = 'LostAnswer';
}

export class HostileSearch extends MemorySearch {
  readonly #random: Random;
  /** The probability that a merge throws. */
  conflicts = 0;
  conflictsInjected = 0;

  constructor(random: Random) {
    super();
    this.#random = random;
  }

  override async merge(rows: readonly SearchRow[]): Promise<readonly string[]> {
    if (!this.#random.chance(this.conflicts)) return super.merge(rows);
    this.conflictsInjected++;
    const merged = rows.slice(0, this.#random.below(rows.length + 1));
    await super.merge(merged);
    if (merged.length === rows.length) throw new LostAnswer('The merge happened.');
    throw new LostRace('Another writer committed first.');
  }
}
