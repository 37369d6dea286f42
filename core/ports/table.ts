/** Table: DynamoDB on AWS, SQLite on one machine. */
import type { Page } from './page.ts';

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  /** Bytes; only as an attribute of an item, not inside a list or a map. */
  | Uint8Array
  | AttributeValue[]
  | { [name: string]: AttributeValue };

export interface Key {
  pk: string;
  sk: string;
}

export type Item = Key & { [attribute: string]: AttributeValue };

/** What a write may require of an attribute. */
export type Condition =
  | { attribute: string; equals: string | number | undefined }
  | { attribute: string; absentOrAtMost: number };

export interface Query {
  /** An index to read instead of the table. It returns only the keys of the table and of the index. */
  index?: IndexName;
  pk: string;
  /** Sort keys that begin with this … */
  prefix?: string;
  /** … or are between these, both included. */
  from?: string;
  to?: string;
  descending?: boolean;
  limit?: number;
  cursor?: string;
  /** Sees every earlier write. Not possible on an index. */
  consistent?: boolean;
}

export type IndexName = 'list' | 'source';

/**
 * One table of items under (pk, sk), sorted by the UTF-8 bytes of sk within a pk.
 * An item has at most 400 KB, a pk 2,048 bytes, an sk 1,024 bytes.
 * If an item has the attribute `expires` (seconds since 1970), the table removes it some time after that.
 */
export interface Table {
  get(key: Key, options?: { consistent?: boolean }): Promise<Item | undefined>;
  /** Reads any number of keys, repeats allowed. Items are in the order of the keys, `undefined` if absent. */
  batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]>;
  /** Replaces the whole item. Returns `false`, and writes nothing, if the condition is not met. */
  put(item: Item, condition?: Condition): Promise<boolean>;
  /**
   * Sets attributes, creating the item if needed; `undefined` removes an attribute.
   * Returns `false`, and writes nothing, if the condition is not met.
   */
  update(key: Key, set: Record<string, AttributeValue | undefined>, condition?: Condition): Promise<boolean>;
  delete(key: Key, condition?: Condition): Promise<boolean>;
  query(query: Query): Promise<Page<Item>>;
  /**
   * Every item, the partitions in no order, the items of one in the order of their sort keys. For sweep,
   * verify and erase only.
   *
   * @param after the `next` of a page, or a key, which need not exist: the scan goes on after it
   */
  scan(after?: string | Key): Promise<Page<Item>>;
}
