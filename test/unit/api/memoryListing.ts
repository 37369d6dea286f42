/** The rows of a search table in memory, one after the other. */
import type { SearchListing, SearchPlace } from '../../../core/ports/searchListing.ts';
import { matches } from '../../../runtime/memory/matches.ts';
import type { MemorySearch } from '../../../runtime/memory/search.ts';

export function listingOf(search: Pick<MemorySearch, 'all'>): SearchListing {
  return {
    list: async (where, { after, limit }) =>
      search
        .all()
        .filter((row) => !row.gone && matches(row, where))
        .filter((row) => after === undefined || inOrder(after, row) < 0)
        .sort(inOrder)
        .slice(0, limit)
        .map(({ id, token, published }) => ({ id, token, published })),
  };
}

function inOrder(a: SearchPlace, b: SearchPlace): number {
  if (a.published !== b.published) return a.published > b.published ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
