/**
 * A table in memory, for the simulation and the unit tests. It passes the same contract suite as DynamoDB's
 * adapter.
 */

import type { Page } from '../../core/ports/page.ts';
import type { AttributeValue, Condition, Item, Key, Query, Table } from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';

const limits = { pk: 2048, sk: 1024, item: 400 * 1024 };

export class MemoryTable implements Table {
  readonly #partitions = new Map<string, Map<string, Item>>();

  async get({ pk, sk }: Key): Promise<Item | undefined> {
    return this.#partitions.get(pk)?.get(sk);
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)));
  }

  async put(item: Item, condition?: Condition): Promise<boolean> {
    checkLimits(item);
    if (!holds(this.#partitions.get(item.pk)?.get(item.sk), condition)) return false;
    this.#set(item);
    return true;
  }

  async update(
    key: Key,
    set: Record<string, AttributeValue | undefined>,
    condition?: Condition,
  ): Promise<boolean> {
    const old = this.#partitions.get(key.pk)?.get(key.sk);
    if (!holds(old, condition)) return false;
    const merged = Object.entries({ ...old, ...set, ...key }).filter(([, value]) => value !== undefined);
    const item = Object.fromEntries(merged) as Item;
    checkLimits(item);
    this.#set(item);
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
    const found = (
      query.index === undefined ? [...(this.#partitions.get(query.pk)?.values() ?? [])] : [...this.items()]
    )
      .filter(
        (item) =>
          item[pkName] === query.pk && typeof item[skName] === 'string' && within(item[skName], query),
      )
      .map((item) => ({ item, position: [String(item[skName]), item.pk, item.sk] as const }))
      .sort((a, b) => comparePositions(a.position, b.position));
    if (query.descending) found.reverse();
    const after =
      query.cursor === undefined
        ? undefined
        : (JSON.parse(query.cursor) as [sk: string, pk: string, sk2: string, partition: string]);
    if (after !== undefined && after[3] !== query.pk)
      throw new RangeError('the cursor belongs to another query');
    const rest =
      after &&
      found.filter(({ position }) =>
        query.descending ? comparePositions(position, after) < 0 : comparePositions(position, after) > 0,
      );
    const page = (rest ?? found).slice(0, query.limit);
    const items = page.map(({ item }) => (query.index === undefined ? item : keysOnly(item, pkName, skName)));
    const last = page.at(-1);
    return page.length < (rest ?? found).length && last !== undefined
      ? { items, next: JSON.stringify([...last.position, query.pk]) }
      : { items };
  }

  async scan(): Promise<Page<Item>> {
    return { items: [...this.items()] };
  }

  *items(): Generator<Item, void> {
    for (const partition of this.#partitions.values()) yield* partition.values();
  }

  /** Removes expired items, as DynamoDB does at some later time. @param now seconds since 1970 */
  expire(now: number): void {
    for (const partition of this.#partitions.values()) {
      for (const item of partition.values())
        if (typeof item.expires === 'number' && item.expires < now) partition.delete(item.sk);
    }
  }

  #set(item: Item): void {
    const partition = this.#partitions.get(item.pk) ?? new Map<string, Item>();
    this.#partitions.set(item.pk, partition.set(item.sk, frozenCopy(item)));
  }
}

/** `get` returns the stored object itself, so it must not change. */
function frozenCopy<T extends AttributeValue>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, frozenCopy(inner)]));
  return Object.freeze(copy) as T;
}

function holds(item: Item | undefined, condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  const { attribute } = condition;
  const [name, inner] = typeof attribute === 'string' ? [attribute, undefined] : attribute;
  const outer = item?.[name];
  const value = inner === undefined ? outer : (outer as Record<string, AttributeValue> | undefined)?.[inner];
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

function comparePositions(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i++) {
    const order = compareBytes(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function keysOnly(item: Item, pkName: string, skName: string): Item {
  return Object.fromEntries(['pk', 'sk', pkName, skName].map((name) => [name, item[name]])) as Item;
}

function checkLimits(item: Item): void {
  const bytes = (text: string) => Buffer.byteLength(text);
  for (const [pkName, skName] of Object.values(indexKeys)) {
    for (const [name, longest] of [
      [pkName, limits.pk],
      [skName, limits.sk],
    ] as const) {
      const value = item[name];
      if (value !== undefined && (typeof value !== 'string' || value === '' || bytes(value) > longest))
        throw new RangeError(`${name} is not an index key`);
    }
  }
  if (!allFinite(item)) throw new RangeError('a number is not finite');
  if (bytes(item.pk) > limits.pk || bytes(item.sk) > limits.sk || item.pk === '' || item.sk === '')
    throw new RangeError('a key is empty or too long');
  if (bytes(JSON.stringify(item)) > limits.item) throw new RangeError('the item is larger than 400 KB');
}

function allFinite(value: AttributeValue): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value !== 'object' || Object.values(value).every(allFinite);
}
