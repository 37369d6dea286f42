/** Search rows that may not be merged into the search table yet, so that readers add them. */
import type { SearchRow } from './search.ts';

export interface RecentRow {
  /** The id of the document. */
  id: string;
  /** The token of its search row. A row in the search table with it, or a newer one, is up to date. */
  token: number;
  /** The day of the row (core/search/searchDay.ts); absent if the document is gone. */
  day?: string;
  /** Other days under which the search table may have earlier rows of the document. */
  earlier: readonly string[];
  /** Reads the row; `undefined` if it was superseded meanwhile. */
  read(): Promise<SearchRow | undefined>;
}

/**
 * Reads the rows of the documents that have changed lately. Each call with the same time gives the same
 * documents, if none was changed since.
 *
 * @param until a time in milliseconds since 1970: later changes are left out
 */
export type ReadRecentRows = (until: number) => Promise<readonly RecentRow[]>;
