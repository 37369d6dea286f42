/**
 * A search table whose merges conflict as LanceDB's do: nothing, a part or all of a merge happened when it
 * throws.
 */
import type { SearchRow } from '../../core/ports/search.ts';
import type { Random } from '../../core/random.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';

class CommitConflict extends Error {
  override name = 'CommitConflict';
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
    await super.merge(rows.slice(0, this.#random.below(rows.length + 1)));
    throw new CommitConflict('Another writer committed first.');
  }
}
