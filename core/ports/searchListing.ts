/** The search table as exports read it. */
import type { SearchRow } from './search.ts';
import type { SearchCondition } from './searchCondition.ts';

/**
 * Where a row stands among all: newest day first, undated ones last, by id within a day. It is the same in
 * every version of the table.
 */
export type SearchPlace = Pick<SearchRow, 'id' | 'published'>;

/** A search table whose rows can be read one after the other, however many a condition has. */
export interface SearchListing {
  /**
   * The rows that fulfil a condition, in the order of their places.
   *
   * @param page `after`: the place of the last row of the page before
   * @returns fewer than the limit only at the end
   */
  list(
    where: SearchCondition,
    page: { after?: SearchPlace | undefined; limit: number },
  ): Promise<(SearchPlace & Pick<SearchRow, 'token'>)[]>;
}
