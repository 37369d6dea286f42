/**
 * The four ports through which every stage meets the world, and the small things beside them (a reader, a clock, a log).
 * `runtime/` makes them real; `test/contract/` holds one suite that every adapter passes.
 */

import type { Annotator } from '../entities/annotation.ts';
import type { Reader } from '../formats/format.ts';

// ---------------------------------------------------------------- Objects (S3, or a folder)

export interface ObjectInfo {
  key: string;
  /** The version's id. Every put makes a new version. */
  version: string;
  size: number;
  /** When the version was put, milliseconds since 1970. */
  modified: number;
  etag: string;
  contentType?: string;
  /** What the uploader said of it (`x-amz-meta-*`), names in lower case. */
  metadata: Record<string, string>;
}

/** What is known of an object that was just put. When that was is not: S3 tells it only to those who may read the object. */
export type PutInfo = Omit<ObjectInfo, 'modified'>;

export interface ObjectVersion extends Pick<ObjectInfo, 'key' | 'version' | 'size' | 'modified' | 'etag'> {
  /** The version that a plain `get` sees. */
  latest: boolean;
  /** A delete marker: the key was deleted at `modified`. */
  deleted: boolean;
}

export interface StoredObject extends ObjectInfo {
  bytes(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

export interface Page<T> {
  items: T[];
  /** Hand it back to get what follows; absent on the last page. */
  next?: string;
}

/** Thrown by `Objects.get` for an object that is there and cannot be read: no retry will help until someone acts. */
export class ObjectUnreadable extends Error {
  override name = 'ObjectUnreadable';
  readonly why: 'archived' | 'denied';
  constructor(why: 'archived' | 'denied', key: string) {
    super(
      `${key} is there but ${why === 'archived' ? 'archived in cold storage' : 'not readable with the key it is encrypted with'}`,
    );
    this.why = why;
  }
}

/** A versioned bucket. Keys are at most 1,024 bytes of UTF-8; reads see every earlier write. */
export interface Objects {
  /** The current version or the one named; `undefined` where there is none (never was, or deleted). `range` is inclusive. */
  get(
    key: string,
    options?: { version?: string; range?: { start: number; end: number } },
  ): Promise<StoredObject | undefined>;
  head(key: string, version?: string): Promise<ObjectInfo | undefined>;
  put(
    key: string,
    body: Uint8Array | string,
    options?: { contentType?: string; metadata?: Record<string, string> },
  ): Promise<PutInfo>;
  /** Without a version: a delete marker. With one: that version (or marker) is gone for good. Deleting what is not there is no error. */
  delete(key: string, version?: string): Promise<void>;
  /** Keys with a current version, in the order of their UTF-8 bytes. */
  list(
    prefix: string,
    cursor?: string,
  ): Promise<Page<Omit<ObjectInfo, 'metadata' | 'contentType' | 'version'>>>;
  /** All versions and delete markers under a prefix: by key, the newest first within one. */
  listVersions(prefix: string, cursor?: string): Promise<Page<ObjectVersion>>;
}

// ---------------------------------------------------------------- Queue (SQS, or SQLite)

/** The sending side of a queue; delivery is at least once and in no order. Who consumes is the runtime's business. */
export interface Queue {
  /** Sends all of them (each at most 256 KB) or throws; after a throw some may have been sent. */
  send(bodies: readonly string[], options?: { delaySeconds?: number }): Promise<void>;
  /** How many messages wait or are in hand, and how many were given up on. */
  depth(): Promise<{ pending: number; dead: number }>;
}

// ---------------------------------------------------------------- Table (DynamoDB, or SQLite)

export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

export interface Key {
  pk: string;
  sk: string;
}

export type Item = Key & { [attribute: string]: Value };

/** The two questions that a write may ask first, of an attribute or of one inside a map (`['d03', 'token']`). */
export type Condition =
  | { attribute: string | readonly [string, string]; equals: string | number | undefined }
  | { attribute: string | readonly [string, string]; absentOrAtMost: number };

export interface Query {
  /** An index to read instead of the table; its items are keys only (the table's and the index's own). */
  index?: IndexName;
  pk: string;
  /** Sort keys that begin with this … */
  prefix?: string;
  /** … or lie between these, both ends included. */
  from?: string;
  to?: string;
  descending?: boolean;
  limit?: number;
  cursor?: string;
  /** Sees every earlier write; not on an index. */
  consistent?: boolean;
}

export type IndexName = 'list' | 'source';

/** The attributes that place an item in an index; an item without them is not in it. */
export const indexKeys: Record<IndexName, readonly [pk: string, sk: string]> = {
  list: ['listPk', 'listSk'],
  source: ['sourcePk', 'sourceSk'],
};

/**
 * One table of items under (pk, sk), sorted by the UTF-8 bytes of sk within a pk. Items ≤ 400 KB, pk ≤ 2,048 and sk ≤ 1,024 bytes.
 * An item may carry `expires` (seconds since 1970): some time after it, it vanishes.
 */
export interface Table {
  get(key: Key, options?: { consistent?: boolean }): Promise<Item | undefined>;
  /** In the order of the keys, `undefined` where there is none. Any number of keys; equal keys are allowed. */
  batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]>;
  /** Replaces the whole item. `false`: the condition did not hold, nothing was written. */
  put(item: Item, condition?: Condition): Promise<boolean>;
  /** Sets these attributes (`undefined` removes one), making the item if it is not there. `false` as in `put`. */
  update(key: Key, set: Record<string, Value | undefined>, condition?: Condition): Promise<boolean>;
  delete(key: Key, condition?: Condition): Promise<boolean>;
  query(query: Query): Promise<Page<Item>>;
  /** Every item, in no order. For sweep, verify and erase only. */
  scan(cursor?: string): Promise<Page<Item>>;
}

// ---------------------------------------------------------------- Search (LanceDB, on S3 or on a folder)

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

export const searchOrders = ['relevance', 'newest'] as const;
export type SearchOrder = (typeof searchOrders)[number];

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

/** Characters of a lead. */
export const leadCharacters = 800;

export interface NearHit {
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
  near(bands: readonly string[], limit: number): Promise<{ hits: NearHit[]; more: boolean }>;
  /** What was published on these days and has one of each of these ids among its entities, the newest first. `more`: there is older. */
  between(
    days: { from: string; to: string; entities: SearchQuery['entities'] },
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }>;
  /** How many documents there are, and of so many rows at most their sources, languages and days, in no order. */
  census(
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

// ---------------------------------------------------------------- Clock, Log

/** Milliseconds since 1970. */
export type Clock = () => number;

export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

export interface Ports {
  inbox: Objects;
  read: Reader;
  annotate: Annotator;
  archive: Objects;
  table: Table;
  queues: Record<import('./topology.ts').QueueName, Queue>;
  search: Search;
  clock: Clock;
  log: Log;
}

/** Every item of a paged read, page after page. */
export async function* every<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T, void> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** All items that a query finds, over all its pages. */
export async function queryAll(table: Table, query: Omit<Query, 'cursor' | 'limit'>): Promise<Item[]> {
  return Array.fromAsync(
    every((cursor) => table.query({ ...query, ...(cursor === undefined ? {} : { cursor }) })),
  );
}
