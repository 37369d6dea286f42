/**
 * Search: LanceDB, on S3 or in a folder. An adapter may divide its rows into parts, by their day of
 * publication (core/search/searchDay.ts) and further; callers see parts only as names, for maintenance.
 */
import type { DayStories, DayWords } from './daySummaries.ts';
import type { SearchCondition } from './searchCondition.ts';

export interface SearchRow {
  /** The id of the document. */
  id: string;
  /** The fencing token under which META was applied. A merge never replaces a newer token by an older one. */
  token: number;
  /** A tombstone: the document is gone and only the token matters. All other fields are empty. */
  gone: boolean;
  /** Title, standfirst and text are without accents, in words with spaces (core/search/searchedForm.ts). */
  title: string;
  standfirst: string;
  /** The full text, including title and standfirst, which weigh more. Queries search this field only. */
  text: string;
  /** Entity ids. */
  entities: string[];
  /** How often the text names each of `entities`, in their order. */
  mentions: number[];
  /** Near-duplicate bands of the text's signature. */
  bands: string[];
  source: string;
  language: string;
  /** YYYY-MM-DD, or '' if the document is undated. */
  published: string;
  /** Milliseconds since 1970 (core/document/printedAt.ts). */
  printed: number;
  /** Whether its provider lets it be published (core/document/heldBack.ts); '' of a tombstone. */
  status: string;
  /** What its provider says it is about, as written: sections, keywords, codes. */
  subjects: string[];
  /** ISO 3166-1 codes of the countries that it names, and of its places and peoples. */
  countries: string[];
  /**
   * Other days under which earlier rows of the document may be stored, where a merge leaves a tombstone with
   * the row's token. It is not stored.
   */
  earlier?: readonly string[];
}

/** Which row is meant. */
export interface RowReference {
  id: string;
  /** The days under which it may be stored; if absent, all are searched, which reads the whole index. */
  days?: readonly string[];
}

/** A row in its place, tombstones included. */
export interface StoredRow {
  id: string;
  token: number;
  gone: boolean;
  /** YYYY-MM-DD or 'undated'; of a tombstone, a day of the part that it is in. */
  day: string;
}

/** A document must have at least one id of each of these lists. */
export type EntitySets = readonly (readonly string[])[];

export interface SearchQuery {
  where: SearchCondition;
  /**
   * 'newest' sorts by day, within it by time (`printed`), then by relevance. Undated documents are last; of
   * these the last uploaded is first.
   * A query without words and phrases has no relevance, so both orders are 'newest' then.
   */
  order: SearchOrder;
  /** Prints of one story count once: the hit is the first print (core/search/reprintGroups.ts). */
  collapse?: boolean;
  limit: number;
  offset: number;
  /** Pins paging to the version of an earlier answer; falls back to the latest where that was removed. */
  version?: string;
}

export const searchOrders = ['relevance', 'newest'] as const;
export type SearchOrder = (typeof searchOrders)[number];

export interface SearchHits {
  hits: {
    id: string;
    token: number;
    score: number;
    /** With `collapse`: how many of the documents found are prints of this one's story, itself included. */
    prints?: number;
  }[];
  total: number;
  /** There are so many hits that not all were compared with one another, so `total` is an upper bound. */
  totalIsBound?: true;
  /** The version that was read: a short text of letters, digits and punctuation. */
  version: string;
}

type CountedOf =
  | 'id'
  | 'source'
  | 'language'
  | 'published'
  | 'printed'
  | 'status'
  | 'subjects'
  | 'countries'
  | 'entities'
  | 'mentions';
/** What can be counted of a row. */
interface Countable extends Pick<SearchRow, CountedOf> {
  /** Hashes of its bands. */
  bands: readonly number[];
}
export type CountedField = Exclude<keyof Countable, 'id'>;
/** The id and these fields of a row. */
export type CountedRow<F extends CountedField> = Pick<Countable, 'id' | F>;

export interface Sample<F extends CountedField> {
  /** How many rows fulfil the condition. */
  total: number;
  /** All of these, or a random part: which rows belong to it does not depend on what they say. */
  rows: CountedRow<F>[];
  /** The version that was read, as of hits: it pins a later sample to the same rows. */
  version: string;
}

/** Numbers of documents. */
export interface Census {
  documents: number;
  sources: ReadonlyMap<string, number>;
  languages: ReadonlyMap<string, number>;
  /** By day of publication, as in a row. */
  days: ReadonlyMap<string, number>;
}

export const leadCharacters = 800;

/** A row without its text. */
type HeadlineOf =
  | 'id'
  | 'token'
  | 'title'
  | 'standfirst'
  | 'entities'
  | 'bands'
  | 'source'
  | 'published'
  | 'status';
export interface Headline extends Pick<SearchRow, HeadlineOf> {
  /** The first `leadCharacters` of the text. */
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
  /** Reads fields of the rows that fulfil a condition; if there are more than `atMost`, of about so many. */
  sample<F extends CountedField>(
    where: SearchCondition,
    options: { atMost: number; fields: readonly F[]; version?: string },
  ): Promise<Sample<F>>;
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
   * Finds rows published on these days that have these entities, newest first.
   *
   * @param days `brief`: without leads, entities and bands, which are empty then; `except`: days to leave out
   * @returns `more`: the limit cut off older rows
   */
  publishedBetween(
    days: {
      from: string;
      to: string;
      entities: EntitySets;
      brief?: boolean;
      except?: readonly string[];
    },
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }>;
  /**
   * Makes the summaries of days with many documents, anew where rows have changed since.
   *
   * @param options.until no day is begun after this time, in milliseconds since 1970
   * @param options.parts only the days of these are looked at; by default all
   * @returns how many were made, and whether all of those days are up to date
   */
  summarizeDays(options: {
    until: number;
    parts?: readonly string[];
  }): Promise<{ made: number; complete: boolean }>;
  /**
   * The summaries of these days, oldest first. Other days have few documents (`fewDocuments` in
   * core/search/daySummary.ts), or have no summary yet.
   */
  dayWords(days: { from: string; to: string }): Promise<DayWords[]>;
  /** @param most stories of each day: its first ones */
  dayStories(days: { from: string; to: string }, most: number): Promise<DayStories[]>;
  /** Counts all documents. */
  census(): Promise<Census>;
  /** The highest token of each of these rows, tombstones included. The map lacks ids without a row. */
  tokensOf(rows: readonly RowReference[]): Promise<Map<string, number>>;
  /** The complete rows that exist, tombstones included, in no order. Reads all their text; for `verify`. */
  rows(rows: readonly RowReference[]): Promise<SearchRow[]>;
  /**
   * Lists all rows, tombstones included, in slices. A document whose row is in two parts is listed twice.
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
   * Tells that every document has its row. If the form of the rows has changed, readers read those of the new
   * form from then on.
   */
  declareComplete(): Promise<void>;
  /** Removes what no reader uses any more: the rows of earlier forms, and of earlier epochs. */
  removeOutdated(): Promise<void>;
  /** Rewrites all parts and removes all older files, with the text they had. Searches may fail meanwhile. */
  purge(): Promise<void>;
}
