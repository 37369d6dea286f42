/** Constants that the search adapters and the API share beyond the `Search` port's types. */
import type { SearchOrder } from '../ports/search.ts';

export const searchOrders = ['relevance', 'newest'] as const satisfies readonly SearchOrder[];

/** The maximum length of a lead, in characters. */
export const leadCharacters = 800;

/** Hits beyond this many, in the order asked for, are not compared as prints of one story. */
export const mostCollapsed = 10_000;
