/** Search: LanceDB, on S3 or in a folder. */

export interface SearchRow {
  /** The document's id. */
  id: string;
  /** The token under which the document's META was applied: a row never gives way to an older one. */
  token: number;
  /** A tombstone: the document is gone, the token stays. All else is empty then. */
  gone: boolean;
  title: string;
  standfirst: string;
  /** All of it: title and standfirst too. It alone is searched; what stands in those weighs more. */
  text: string;
  /** Entity ids. */
  entities: string[];
  /** Near-duplicate bands of the text's signature. */
  bands: string[];
  source: string;
  language: string;
  /** YYYY-MM-DD, or '' where undated. */
  published: string;
}

export interface SearchQuery {
  /** Words that must all be there; '' for none. */
  words: string;
  phrases: string[];
  /** Words and phrases that must not be there. */
  without: string[];
  /** Of each of these, one id is among the entities. */
  entities: readonly (readonly string[])[];
  source?: string;
  language?: string;
  /** Publication days, both included. */
  from?: string;
  to?: string;
  /** Without words and phrases there is no relevance: then it is the newest first too. The undated come last; within a day it goes by relevance. */
  order: SearchOrder;
  limit: number;
  offset: number;
  /** What the first page was read from, so that pages add up whatever is written meanwhile; where it is no more, the newest is read. */
  version?: number;
}

export type SearchOrder = 'relevance' | 'newest';

export interface SearchHits {
  hits: { id: string; token: number; score: number }[];
  total: number;
  /** The version of the search table that was read. */
  version: number;
}

/** A row without its text. */
export interface Headline extends Omit<SearchRow, 'gone' | 'text' | 'language'> {
  /** The text's first few sentences. */
  lead: string;
}

export interface NearDuplicateHit {
  id: string;
  token: number;
  /** How many of the bands asked for it has. */
  shared: number;
}

export interface Search {
  /** Inserts, or updates where the row there has an older token. Of two rows with one id the newer token wins. */
  merge(rows: readonly SearchRow[]): Promise<void>;
  query(query: SearchQuery): Promise<SearchHits>;
  /** Rows that have some of these near-duplicate bands, those with the most of them first. `more`: there are others, with as few or fewer. */
  nearDuplicates(
    bands: readonly string[],
    limit: number,
  ): Promise<{ hits: NearDuplicateHit[]; more: boolean }>;
  /** What was published on these days and has one of each of these ids among its entities, the newest first. `more`: there is older. */
  publishedBetween(
    days: { from: string; to: string; entities: SearchQuery['entities'] },
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }>;
  /** How many documents there are, and of so many rows at most their sources, languages and days, in no order. */
  facets(
    limit: number,
  ): Promise<{ documents: number; rows: Pick<SearchRow, 'source' | 'language' | 'published'>[] }>;
  /** The tokens of these rows, tombstones too; a row that is not there is not in the map. */
  tokensOf(ids: readonly string[]): Promise<Map<string, number>>;
  /** These rows as they are, tombstones too, in no order; a row that is not there is left out. For verify: it reads all the text. */
  rows(ids: readonly string[]): Promise<SearchRow[]>;
  /** Brings new rows into the indices, and drops files that no reader needs any more. */
  optimize(): Promise<void>;
  /**
   * Writes the table anew and drops all that was there before, so that what was replaced or removed cannot be read from its files either.
   * A search that is under way meanwhile may fail.
   */
  purge(): Promise<void>;
}
