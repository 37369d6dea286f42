/**
 * DynamoDB: a table in memory with its pages of 1 MB, its units, its throttling, and reads that lag behind
 * where they are not consistent.
 */

import { latency, limits, processor } from '../../../bench/aws/facts.ts';
import { indexWrites, readUnits, sizeOf, writeUnits } from '../../../bench/aws/units.ts';
import type { Page } from '../../../core/ports/page.ts';
import type { AttributeValue, Condition, Item, Key, Query, Table } from '../../../core/ports/table.ts';
import type { Random } from '../../../core/random.ts';
import { indexKeys } from '../../../core/records/indexes.ts';
import { smallObjectPrefix } from '../../../core/records/keys.ts';
import { itemSize } from '../../../runtime/local/itemLimits.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';
import type { FaultProfile } from '../../simulation/faultProfile.ts';
import { HostileTable } from '../../simulation/hostileTable.ts';
import type { Capacity } from './capacity.ts';
import type { Answer, Execution } from './execution.ts';

const throttled = { throttled: 'ProvisionedThroughputExceededException' } as const;
const keysPerBatch = 100;

/** The table itself. `stale`: reads and indexes that are not consistent lag behind. */
export class CloudTable extends HostileTable {
  constructor(random: Random, now: () => number, stale: boolean) {
    super(random, now, { stale, pages: false } as FaultProfile);
  }

  override async query(query: Query): Promise<Page<Item>> {
    const page = await super.query(query);
    const fitting = itemsOfPage(page.items);
    return fitting === page.items.length ? page : super.query({ ...query, limit: fitting });
  }

  override async scan(after?: string | Key): Promise<Page<Item>> {
    const { items } = await MemoryTable.prototype.scan.call(this, after, mostItemsOfPage);
    const page = items.slice(0, itemsOfPage(items));
    const last = page.at(-1);
    const isLast = page.length === items.length && items.length < mostItemsOfPage;
    return isLast || last === undefined
      ? { items: page }
      : { items: page, next: JSON.stringify([last.pk, last.sk]) };
  }
}

/** A page of 1 MB holds fewer items than this, of 100 bytes and more. */
const mostItemsOfPage = 10_000;

/** How many items a page of 1 MB holds; at least one. */
function itemsOfPage(items: readonly Item[]): number {
  let bytes = 0;
  for (const [i, item] of items.entries()) {
    bytes += itemSize(item);
    if (bytes > limits.page) return Math.max(1, i);
  }
  return items.length;
}

/** The port as one execution has it. */
export class TableOfExecution implements Table {
  readonly #table: CloudTable;
  readonly #capacity: Capacity;
  readonly #execution: () => Execution;

  constructor(table: CloudTable, capacity: Capacity, execution: () => Execution) {
    this.#table = table;
    this.#capacity = capacity;
    this.#execution = execution;
  }

  get(key: Key, options?: { consistent?: boolean }): Promise<Item | undefined> {
    return this.#call('get', () =>
      this.#read([key.pk], async () => {
        const item = await this.#table.get(key, options);
        if (item?.bytes !== undefined) this.#execution().charge(processor.decompress);
        return { value: item, bytes: sizeOf(item), units: readUnits(sizeOf(item), options?.consistent) };
      }),
    );
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    const items: (Item | undefined)[] = [];
    for (let i = 0; i < keys.length; i += keysPerBatch) {
      const batch = keys.slice(i, i + keysPerBatch);
      const found = await this.#call('batchGet', () =>
        this.#read(
          batch.map(({ pk }) => pk),
          async () => {
            const value = await this.#table.batchGet(batch);
            const units = value.reduce((sum, item) => sum + readUnits(sizeOf(item), false), 0);
            return { value, bytes: value.reduce((sum, item) => sum + sizeOf(item), 0), units };
          },
        ),
      );
      items.push(...found);
    }
    return items;
  }

  put(item: Item, condition?: Condition): Promise<boolean> {
    const bytes = itemSize(item);
    if (item.pk.startsWith(smallObjectPrefix)) this.#execution().charge(processor.compress);
    return this.#call('put', () => this.#write(item, item, () => this.#table.put(item, condition)), bytes);
  }

  update(key: Key, set: Record<string, AttributeValue | undefined>, condition?: Condition): Promise<boolean> {
    return this.#call('update', () => this.#write(key, set, () => this.#table.update(key, set, condition)));
  }

  delete(key: Key, condition?: Condition): Promise<boolean> {
    return this.#call('delete', () => this.#write(key, {}, () => this.#table.delete(key, condition)));
  }

  query(query: Query): Promise<Page<Item>> {
    const partition = query.index === undefined ? query.pk : `${query.index} ${query.pk}`;
    return this.#call('query', () =>
      this.#read([partition], async () => {
        const value = await this.#table.query(query);
        const bytes = value.items.reduce((sum, item) => sum + itemSize(item), 0);
        return { value, bytes, units: readUnits(bytes, query.consistent) };
      }),
    );
  }

  /** A scan reads a different partition with each page, so only the table's own rate bounds it. */
  scan(...after: Parameters<Table['scan']>): Promise<Page<Item>> {
    return this.#call('scan', () =>
      this.#read([], async () => {
        const value = await this.#table.scan(...after);
        const bytes = value.items.reduce((sum, item) => sum + itemSize(item), 0);
        return { value, bytes, units: readUnits(bytes, true) };
      }),
    );
  }

  #call<T>(name: string, effect: () => Promise<Answer<T>>, bytes = 0): Promise<T> {
    return this.#execution().call({
      service: 'table',
      name: `table.${name}`,
      milliseconds: latency.table,
      bytes,
      effect,
    });
  }

  #take(kind: 'write' | 'read', units: number, partition: string): void {
    this.#capacity.take(kind, units, partition);
    this.#execution().units[kind] += units;
  }

  async #read<T>(
    partitions: readonly string[],
    read: () => Promise<{ value: T; bytes: number; units: number }>,
  ): Promise<Answer<T>> {
    if (!this.#capacity.admits('read', partitions)) return throttled;
    const { value, bytes, units } = await read();
    this.#execution().charge(itemsIn(value) * processor.row);
    const each = units / Math.max(1, partitions.length);
    for (const partition of partitions) this.#take('read', each, partition);
    if (partitions.length === 0) this.#take('read', units, `scan ${this.#capacity.used.read}`);
    return { value, bytes };
  }

  /** A write is refused if the partition of an index is too busy. */
  async #write(
    key: Key,
    set: Record<string, AttributeValue | undefined>,
    write: () => Promise<boolean>,
  ): Promise<Answer<boolean>> {
    const before = await this.#table.get(key, { consistent: true });
    const indexes = Object.entries(indexKeys).flatMap(([index, [pk]]) => {
      const names = [set[pk], before?.[pk]].filter((name) => typeof name === 'string');
      return names.map((name) => `${index} ${name}`);
    });
    if (!this.#capacity.admits('write', [key.pk, ...indexes])) return throttled;
    const value = await write();
    const after = await this.#table.get(key, { consistent: true });
    this.#take('write', writeUnits(before, after), key.pk);
    for (const partition of indexWrites(before, after)) this.#take('write', 1, partition);
    return { value };
  }
}

/** How many items an answer has. */
function itemsIn(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  const items = (answer as Partial<Page<Item>> | undefined)?.items;
  return items === undefined ? 1 : items.length;
}
