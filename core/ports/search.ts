/**
 * Search: LanceDB, on S3 or in a folder. An adapter may divide its rows into parts, by their month of
 * publication (core/search/searchMonth.ts) and further; callers see parts only as names, for maintenance.
 */

export interface SearchRow {
  /** The id of the document. */
  id: string;
  /** The fencing token under which META was applied. A merge never replaces a newer token by an older one. */
  token: number;
  /** A tombstone: the document is gone and only the token matters. All other fields are empty. */
  gone: boolean;
  title: string;
  standfirst: string;
  /** The full text, including title and standfirst, which weigh more. Queries search this field only. */
  text: string;
  /** Entity ids. */
  entities: string[];
  /** Near-duplicate bands of the text's signature. */
  bands: string[];
  source: string;
  language: string;
  /** YYYY-MM-DD, or '' if the document is undated. */
  published: string;
  /**
   * Other months under which earlier rows of the document may be stored. A merge leaves a tombstone with the
   * row's token there. It is not stored.
   */
  earlier?: readonly string[];
}

/** Which row is meant. */
export interface RowReference {
  id: string;
  /** The months under which it may be stored; if absent, all are searched, which reads the whole index. */
  months?: readonly string[];
}

/** A row in its place, tombstones included. */
export interface StoredRow {
  id: string;
  token: number;
  gone: boolean;
  /** YYYY-MM, 'undated', or only YYYY if the adapter divides by year. */
  month: string;
}

export interface SearchQuery {
  /** Words that must all occur; '' for none. */
  words: string;
  phrases: string[];
  /** Words and phrases that must not occur. */
  without: string[];
  /** A document must have at least one id of each of these lists. */
  entities: readonly (readonly string[])[];
  source?: string;
  language?: string;
  /** First and last day of publication, both included. */
  from?: string;
  to?: string;
  /**
   * 'newest' sorts by day, then by relevance, undated documents last.
   * A query without words and phrases has no relevance, so both orders are 'newest' then.
   */
  order: SearchOrder;
  limit: number;
  offset: number;
  /** Pins paging to the version of an earlier answer; falls back to the latest where that was removed. */
  version?: string;
}

export type SearchOrder = 'relevance' | 'newest';

export interface SearchHits {
  hits: { id: string; token: number; score: number }[];
  total: number;
  /** The version that was read: a short text of letters, digits and punctuation. */
  version: string;
}

/** A row without its text. */
export interface Headline extends Omit<SearchRow, 'gone' | 'text' | 'language' | 'earlier'> {
  /** The first few sentences of the text. */
  lead: string;
}

export interface NearDuplicateHit {
  id: string;
  token: number;
  /** How many of the requested bands the row has. */
  shared: number;
}

export interface Search {
  /**
   * Inserts rows and replaces those with an older token. Of two rows with one id the newer token wins.
   *
   * @returns the names of the parts that it may have written, which are to be compacted
   * @throws LostRace (core/protocol/reconcile.ts) if other writers kept committing first
   */
  merge(rows: readonly SearchRow[]): Promise<readonly string[]>;
  query(query: SearchQuery): Promise<SearchHits>;
  /**
   * Finds rows that share near-duplicate bands, those that share most first.
   *
   * @returns `more`: the limit cut off rows that share as many bands as the last hit, or fewer
   */
  nearDuplicates(
    bands: readonly string[],
    limit: number,
  ): Promise<{ hits: NearDuplicateHit[]; more: boolean }>;
  /**
   * Finds rows published on these days that match `entities` as in a query, newest first.
   *
   * @returns `more`: the limit cut off older rows
   */
  publishedBetween(
    days: { from: string; to: string; entities: SearchQuery['entities'] },
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }>;
  /** Counts all documents, and reads sources, languages and days of at most `limit` rows, in no order. */
  facets(
    limit: number,
  ): Promise<{ documents: number; rows: Pick<SearchRow, 'source' | 'language' | 'published'>[] }>;
  /** The highest token of each of these rows, tombstones included. The map lacks ids without a row. */
  tokensOf(rows: readonly RowReference[]): Promise<Map<string, number>>;
  /** The complete rows that exist, tombstones included, in no order. Reads all their text; for `verify`. */
  rows(rows: readonly RowReference[]): Promise<SearchRow[]>;
  /**
   * Lists all rows, tombstones included, in slices: for the sweep and `verify`. A document whose row is in
   * two months is listed twice.
   *
   * @param after the `next` of the slice before
   */
  scan(after?: string): Promise<{ rows: StoredRow[]; next?: string }>;
  /** The names of all parts. */
  parts(): Promise<string[]>;
  /**
   * Adds the new rows of a part to its indices, and removes files that no reader needs any more. Costs by the
   * size of the part. Does nothing if the part is gone.
   *
   * @throws PartTooLarge if the adapter has a limit to the rows of a part; the part stays as it is
   */
  compact(part: string): Promise<void>;
  /**
   * Tells that every document has its row. If the form of the rows has changed, readers then turn to the rows
   * of the new form; until then they read those of the old one.
   */
  declareComplete(): Promise<void>;
  /** Removes what no reader uses any more: the rows of earlier forms, and of earlier epochs. */
  removeOutdated(): Promise<void>;
  /**
   * Rewrites all parts and removes all older files, so that they no longer contain replaced or removed text.
   * Searches that run at the same time may fail.
   */
  purge(): Promise<void>;
}
