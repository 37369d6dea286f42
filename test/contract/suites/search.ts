/**
 * The contract of the `Search` port: merges under a fencing token, and queries of rows that are indexed or
 * not yet.
 */
import { describe } from 'vitest';
import { betweenContract } from './searchBetween.ts';
import { findingContract } from './searchFinds.ts';
import { hostileContract } from './searchHostile.ts';
import { mergeContract } from './searchMerge.ts';
import { monthsContract } from './searchMonths.ts';
import { nearContract } from './searchNear.ts';
import { emptyContract, queryContract } from './searchQuery.ts';
import type { SearchFixture } from './searchRows.ts';
import { summariesContract } from './searchSummaries.ts';

/** Registers the suite. Every call of `open` returns a new, empty table. */
export function searchContract(name: string, open: () => Promise<SearchFixture>): void {
  describe(`${name} is a Search`, { timeout: 600_000 }, () => {
    mergeContract(open);
    emptyContract(open);
    // A query must find a row at once, and in the same way after `optimize` has indexed it.
    for (const state of ['not optimised', 'optimised', 'half optimised'] as const) {
      findingContract(open, state);
      queryContract(open, state);
    }
    monthsContract(open);
    nearContract(open);
    betweenContract(open);
    summariesContract(open);
    hostileContract(open);
  });
}
