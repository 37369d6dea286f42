/** Ports that count what AWS would charge for a call, and pass it on. */
import type { Usage } from '../../core/cost.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import type { Queue } from '../../core/ports/queue.ts';
import type { Item, Key, Query, Table, Value } from '../../core/ports/table.ts';
import { indexKeys } from '../../core/records/indexes.ts';
import { itemSize } from '../../runtime/local/itemLimits.ts';

/** DynamoDB's developer guide, «Read and write operations»: 1 KB a write unit, 4 KB a read unit, half of it where not consistent. */
export class CountedTable implements Table {
  readonly #table: Table;
  readonly #used: Usage;
  constructor(table: Table, used: Usage) {
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
    set: Record<string, Value | undefined>,
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

  /** The larger of what was there and what is there now; a refused condition costs too; an index costs where its own keys change. */
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

export class CountedObjects implements Objects {
  readonly #objects: Objects;
  readonly #used: Usage;
  constructor(objects: Objects, used: Usage) {
    this.#objects = objects;
    this.#used = used;
  }

  get(...given: Parameters<Objects['get']>): ReturnType<Objects['get']> {
    this.#used.gets++;
    return this.#objects.get(...given);
  }

  head(...given: Parameters<Objects['head']>): ReturnType<Objects['head']> {
    this.#used.gets++;
    return this.#objects.head(...given);
  }

  put(...given: Parameters<Objects['put']>): ReturnType<Objects['put']> {
    this.#used.puts++;
    return this.#objects.put(...given);
  }

  delete(...given: Parameters<Objects['delete']>): ReturnType<Objects['delete']> {
    return this.#objects.delete(...given);
  }

  list(...given: Parameters<Objects['list']>): ReturnType<Objects['list']> {
    this.#used.puts++; // charged as PUT is
    return this.#objects.list(...given);
  }

  listVersions(...given: Parameters<Objects['listVersions']>): ReturnType<Objects['listVersions']> {
    this.#used.puts++;
    return this.#objects.listVersions(...given);
  }
}

export class CountedQueue implements Queue {
  readonly #queue: Queue;
  readonly #used: Usage;
  constructor(queue: Queue, used: Usage) {
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
