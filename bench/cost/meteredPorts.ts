/** Wraps ports and counts what AWS would charge for each call. */
import type { AwsUsage } from '../../core/cost.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import type { Queue } from '../../core/ports/queue.ts';
import type { AttributeValue, Item, Key, Query, Table } from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';
import { itemSize } from '../../runtime/local/itemLimits.ts';

/**
 * Units by DynamoDB's developer guide ("Read and write operations"): 1 KB per write unit, 4 KB per read unit,
 * and half a read unit if the read is eventually consistent.
 */
export class MeteredTable implements Table {
  readonly #table: Table;
  readonly #used: AwsUsage;
  constructor(table: Table, used: AwsUsage) {
    this.#table = table;
    this.#used = used;
  }

  async get(key: Key, options?: { consistent?: boolean }): Promise<Item | undefined> {
    const item = await this.#table.get(key, options);
    this.#read(item === undefined ? 0 : itemSize(item), options?.consistent);
    return item;
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    const items = await this.#table.batchGet(keys);
    for (const item of items) this.#read(item === undefined ? 0 : itemSize(item), false);
    return items;
  }

  async put(
    item: Item,
    ...condition: Parameters<Table['put']> extends [Item, ...infer R] ? R : never
  ): Promise<boolean> {
    return this.#write(item, () => this.#table.put(item, ...condition));
  }

  async update(
    key: Key,
    set: Record<string, AttributeValue | undefined>,
    ...condition: Parameters<Table['update']> extends [Key, unknown, ...infer R] ? R : never
  ): Promise<boolean> {
    return this.#write(key, () => this.#table.update(key, set, ...condition));
  }

  async delete(
    key: Key,
    ...condition: Parameters<Table['delete']> extends [Key, ...infer R] ? R : never
  ): Promise<boolean> {
    return this.#write(key, () => this.#table.delete(key, ...condition));
  }

  async query(query: Query): Promise<Page<Item>> {
    const page = await this.#table.query(query);
    const bytes = page.items.reduce((sum, item) => sum + itemSize(item), 0);
    this.#read(bytes, query.consistent);
    return page;
  }

  scan(cursor?: string): Promise<Page<Item>> {
    return this.#table.scan(cursor);
  }

  #read(bytes: number, consistent = false): void {
    this.#used.readUnits += Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
  }

  /**
   * A write costs the larger of the item before and after, even if its condition fails. An index costs extra
   * if its own keys change.
   */
  async #write(key: Key, write: () => Promise<boolean>): Promise<boolean> {
    const before = await this.#table.get(key);
    const done = await write();
    const after = await this.#table.get(key);
    const bytes = Math.max(...[before, after].map((item) => (item === undefined ? 1 : itemSize(item))));
    this.#used.writeUnits += Math.ceil(bytes / 1024);
    for (const [pk, sk] of Object.values(indexKeys)) {
      const at = (item: Item | undefined) =>
        item?.[pk] === undefined ? undefined : `${item[pk]} ${item[sk]}`;
      const [old, now] = [at(before), at(after)];
      if (old !== now) this.#used.writeUnits += (old === undefined ? 0 : 1) + (now === undefined ? 0 : 1);
    }
    return done;
  }
}

export class MeteredObjects implements Objects {
  readonly #objects: Objects;
  readonly #used: AwsUsage;
  constructor(objects: Objects, used: AwsUsage) {
    this.#objects = objects;
    this.#used = used;
  }

  get(...parameters: Parameters<Objects['get']>): ReturnType<Objects['get']> {
    this.#used.gets++;
    return this.#objects.get(...parameters);
  }

  head(...parameters: Parameters<Objects['head']>): ReturnType<Objects['head']> {
    this.#used.gets++;
    return this.#objects.head(...parameters);
  }

  put(...parameters: Parameters<Objects['put']>): ReturnType<Objects['put']> {
    this.#used.puts++;
    return this.#objects.put(...parameters);
  }

  delete(...parameters: Parameters<Objects['delete']>): ReturnType<Objects['delete']> {
    return this.#objects.delete(...parameters);
  }

  list(...parameters: Parameters<Objects['list']>): ReturnType<Objects['list']> {
    this.#used.puts++; // S3 charges LIST like PUT.
    return this.#objects.list(...parameters);
  }

  listVersions(...parameters: Parameters<Objects['listVersions']>): ReturnType<Objects['listVersions']> {
    this.#used.puts++;
    return this.#objects.listVersions(...parameters);
  }
}

export class MeteredQueue implements Queue {
  readonly #queue: Queue;
  readonly #used: AwsUsage;
  constructor(queue: Queue, used: AwsUsage) {
    this.#queue = queue;
    this.#used = used;
  }

  send(
    bodies: readonly string[],
    ...options: Parameters<Queue['send']> extends [unknown, ...infer R] ? R : never
  ): Promise<void> {
    this.#used.messages += Math.ceil(bodies.length / 10);
    return this.#queue.send(bodies, ...options);
  }

  depth(): ReturnType<Queue['depth']> {
    return this.#queue.depth();
  }
}
