/** Table: DynamoDB on AWS, SQLite on one machine. */
import type { Page } from './page.ts';

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | AttributeValue[]
  | { [name: string]: AttributeValue };

export interface Key {
  pk: string;
  sk: string;
}

export type Item = Key & { [attribute: string]: AttributeValue };

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
  update(key: Key, set: Record<string, AttributeValue | undefined>, condition?: Condition): Promise<boolean>;
  delete(key: Key, condition?: Condition): Promise<boolean>;
  query(query: Query): Promise<Page<Item>>;
  /** Every item, in no order. For sweep, verify and erase only. */
  scan(cursor?: string): Promise<Page<Item>>;
}
