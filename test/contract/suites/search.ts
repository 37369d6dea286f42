/** What every `Search` promises: rows merged under a token, and found by words, phrases and filters, indexed yet or not. */
import { describe } from 'vitest';
import { betweenContract } from './searchBetween.ts';
import { hostileContract } from './searchHostile.ts';
import { mergeContract } from './searchMerge.ts';
import { nearContract } from './searchNear.ts';
import { emptyContract, queryContract } from './searchQuery.ts';
import type { SearchFixture } from './searchRows.ts';

/** Registers the suite. `open` gives an empty table, a new one at every call. */
export function searchContract(name: string, open: () => Promise<SearchFixture>): void {
  describe(`${name} is a Search`, { timeout: 120_000 }, () => {
    mergeContract(open);
    emptyContract(open);
    // A row must be found at once, and in the same way after `optimize` has brought it into the indices.
    for (const state of ['not optimised', 'optimised', 'half optimised'] as const) queryContract(open, state);
    nearContract(open);
    betweenContract(open);
    hostileContract(open);
  });
}
