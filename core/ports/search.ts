/** Search: LanceDB, on S3 or in a folder. */

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
  /** Pins paging to one table version; falls back to the latest if that version was removed. */
  version?: number;
}

export type SearchOrder = 'relevance' | 'newest';

export interface SearchHits {
  hits: { id: string; token: number; score: number }[];
  total: number;
  /** The table version that was read. */
  version: number;
}

/** A row without its text. */
export interface Headline extends Omit<SearchRow, 'gone' | 'text' | 'language'> {
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
  /** Inserts rows and replaces those with an older token. Of two rows with one id the newer token wins. */
  merge(rows: readonly SearchRow[]): Promise<void>;
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
  /** The tokens of these rows, tombstones included. The map lacks ids without a row. */
  tokensOf(ids: readonly string[]): Promise<Map<string, number>>;
  /** The complete rows that exist, tombstones included, in no order. Reads all their text; for `verify`. */
  rows(ids: readonly string[]): Promise<SearchRow[]>;
  /** Adds new rows to the indices, and removes files that no reader needs any more. */
  optimize(): Promise<void>;
  /**
   * Rewrites the table and removes all older files, so that they no longer contain replaced or removed text.
   * Searches that run at the same time may fail.
   */
  purge(): Promise<void>;
}
