/**
 * A table in memory, for the simulation and the unit tests. It passes the same contract suite as DynamoDB's
 * adapter.
 */

import { ItemRefused } from '../../core/errors.ts';
import type { Page } from '../../core/ports/page.ts';
import type { AttributeValue, Condition, Item, Key, Query, Table } from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';

const limits = { pk: 2048, sk: 1024, item: 400 * 1024 };
const indexes = Object.values(indexKeys);

/** A table in memory, with the limits of DynamoDB. */
export class MemoryTable implements Table {
  readonly #partitions = new Map<string, Map<string, Item>>();

  async get(key: Key): Promise<Item | undefined> {
    return this.peek(key);
  }

  /** The item as it is now. */
  protected peek({ pk, sk }: Key): Item | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)));
  }

  async put(item: Item, condition?: Condition): Promise<boolean> {
    const stored = admit({ ...item });
    if (!holds(this.peek(item), condition)) return false;
    this.#set(stored);
    return true;
  }

  async update(
    key: Key,
    set: Record<string, AttributeValue | undefined>,
    condition?: Condition,
  ): Promise<boolean> {
    const old = this.peek(key);
    if (!holds(old, condition)) return false;
    const merged: Record<string, AttributeValue | undefined> = { ...old, ...set, pk: key.pk, sk: key.sk };
    for (const name in set) if (merged[name] === undefined) delete merged[name];
    this.#set(admit(merged as Item));
    return true;
  }

  async delete({ pk, sk }: Key, condition?: Condition): Promise<boolean> {
    const partition = this.#partitions.get(pk);
    if (!holds(partition?.get(sk), condition)) return false;
    partition?.delete(sk);
    return true;
  }

  async query(query: Query): Promise<Page<Item>> {
    const [pkName, skName] = query.index === undefined ? (['pk', 'sk'] as const) : indexKeys[query.index];
    const direction = query.descending ? -1 : 1;
    const order = (a: Item, b: Item) => direction * compareItems(a, b, skName);
    const after = query.cursor === undefined ? undefined : cursorItem(query.cursor, query.pk, skName);
    const found: Item[] = [];
    for (const item of this.candidates(query)) {
      const sk = item[skName];
      if (item[pkName] !== query.pk || typeof sk !== 'string' || !within(sk, query)) continue;
      if (after === undefined || order(item, after) > 0) found.push(item);
    }
    found.sort(order);
    const page = found.slice(0, query.limit);
    const items = query.index === undefined ? page : page.map((item) => keysOnly(item, pkName, skName));
    const last = page.at(-1);
    return page.length < found.length && last !== undefined
      ? { items, next: JSON.stringify([last[skName], last.pk, last.sk, query.pk]) }
      : { items };
  }

  /** The items among which a query looks. The simulation makes reads here as old as those of DynamoDB. */
  protected candidates(query: Query): Iterable<Item> {
    return query.index === undefined ? (this.#partitions.get(query.pk)?.values() ?? []) : this.items();
  }

  /** In the order of the keys; at most this many items are a page. */
  async scan(
    after: string | Key = { pk: '', sk: '' },
    pageSize = Number.POSITIVE_INFINITY,
  ): Promise<Page<Item>> {
    const [afterPk, afterSk] =
      typeof after === 'object' ? [after.pk, after.sk] : (JSON.parse(after) as [string, string]);
    const partitions = [...this.#partitions]
      .filter(([pk]) => compareBytes(pk, afterPk) >= 0)
      .sort(([a], [b]) => compareBytes(a, b));
    const items: Item[] = [];
    for (const [pk, rows] of partitions) {
      const rest = [...rows.values()].filter(({ sk }) => pk !== afterPk || compareBytes(sk, afterSk) > 0);
      items.push(...rest.sort((a, b) => compareBytes(a.sk, b.sk)));
      const last = items[pageSize - 1];
      if (last !== undefined && items.length > pageSize)
        return { items: items.slice(0, pageSize), next: JSON.stringify([last.pk, last.sk]) };
    }
    return { items };
  }

  /** @param prefix of the partitions' names */
  *items(prefix = ''): Generator<Item, void> {
    for (const [pk, partition] of this.#partitions) if (pk.startsWith(prefix)) yield* partition.values();
  }

  /**
   * Removes expired items, as DynamoDB does at some later time.
   *
   * @param now seconds since 1970
   * @param goes whether an expired item is removed already
   */
  expire(now: number, goes: () => boolean = () => true): void {
    for (const partition of this.#partitions.values()) {
      for (const item of partition.values())
        if (typeof item.expires === 'number' && item.expires < now && goes()) partition.delete(item.sk);
    }
  }

  #set(item: Item): void {
    const partition = this.#partitions.get(item.pk);
    if (partition === undefined) this.#partitions.set(item.pk, new Map([[item.sk, item]]));
    else partition.set(item.sk, item);
  }
}

function holds(item: Item | undefined, condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  const value = item?.[condition.attribute];
  if ('equals' in condition) return value === condition.equals;
  return value === undefined || (typeof value === 'number' && value <= condition.absentOrAtMost);
}

function within(sk: string, { prefix, from, to }: Query): boolean {
  return (
    (prefix === undefined || sk.startsWith(prefix)) &&
    (from === undefined || compareBytes(sk, from) >= 0) &&
    (to === undefined || compareBytes(sk, to) <= 0)
  );
}

/**
 * Compares UTF-8 bytes, which orders by code points. JavaScript's `<` compares UTF-16 units, which differs
 * for surrogates.
 */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b))
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

/** By the sort key of the table or index, then by the table's keys. */
function compareItems(a: Item, b: Item, skName: string): number {
  return (
    compareBytes(a[skName] as string, b[skName] as string) ||
    compareBytes(a.pk, b.pk) ||
    compareBytes(a.sk, b.sk)
  );
}

/** The last item of the previous page, reduced to what the order depends on. */
function cursorItem(cursor: string, pk: string, skName: string): Item {
  const [position, itemPk, itemSk, partition] = JSON.parse(cursor) as [string, string, string, string];
  if (partition !== pk) throw new RangeError('the cursor belongs to another query');
  return { [skName]: position, pk: itemPk, sk: itemSk };
}

function keysOnly(item: Item, pkName: string, skName: string): Item {
  return Object.fromEntries(['pk', 'sk', pkName, skName].map((name) => [name, item[name]])) as Item;
}

/**
 * Checks an item against DynamoDB's limits, and freezes it, because `get` returns it as it is. Its values are
 * replaced by frozen copies.
 */
function admit(item: Item): Item {
  for (const [pkName, skName] of indexes) {
    if (!isIndexKey(item[pkName], limits.pk)) throw new ItemRefused(`${pkName} is not an index key`);
    if (!isIndexKey(item[skName], limits.sk)) throw new ItemRefused(`${skName} is not an index key`);
  }
  if (!isKey(item.pk, limits.pk) || !isKey(item.sk, limits.sk))
    throw new ItemRefused('a key is empty or too long');
  const size = { most: 0 };
  freezeValues(item, size);
  if (size.most > limits.item && Buffer.byteLength(JSON.stringify(item)) > limits.item)
    throw new ItemRefused('the item is larger than 400 KB');
  return Object.freeze(item);
}

const isIndexKey = (value: AttributeValue | undefined, longest: number): boolean =>
  value === undefined || (typeof value === 'string' && isKey(value, longest));

const isKey = (key: string, longest: number): boolean =>
  key !== '' && (key.length * 3 <= longest || Buffer.byteLength(key) <= longest);

/** JSON needs at most six bytes for a UTF-16 unit: a control character is written `\u0000`. */
const bytesPerUnit = 6;
const bytesPerNumber = 25;

/** The sizes of frozen copies: an update copies again only what it sets. */
const sizes = new WeakMap<object, number>();

/** @param size gets an upper bound of the bytes that JSON needs, because measuring them takes longer */
function frozenCopy(value: AttributeValue, size: { most: number }): AttributeValue {
  if (typeof value === 'string') {
    size.most += value.length * bytesPerUnit + 3;
    return value;
  }
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new ItemRefused('a number is not finite');
    size.most += bytesPerNumber;
    return value;
  }
  if (value instanceof Uint8Array) {
    size.most += value.byteLength;
    return value.slice(); // a typed array cannot be frozen
  }
  const known = sizes.get(value);
  if (known !== undefined) {
    size.most += known;
    return value;
  }
  const before = size.most;
  size.most += 2;
  const copy = Array.isArray(value)
    ? value.map((each) => frozenCopy(each, size))
    : { ...(value as Record<string, AttributeValue>) };
  if (!Array.isArray(copy)) freezeValues(copy, size);
  sizes.set(copy, size.most - before);
  return Object.freeze(copy) as AttributeValue;
}

/** Replaces each value by a frozen copy. */
function freezeValues(values: Record<string, AttributeValue>, size: { most: number }): void {
  for (const name in values) {
    size.most += name.length * bytesPerUnit + 4;
    const value = values[name] as AttributeValue;
    const frozen = frozenCopy(value, size);
    if (frozen !== value) values[name] = frozen;
  }
}
