/** Ports that count what AWS would charge for each call, and let as much virtual time pass as it takes. */
import { type AwsUsage, noUsage } from '../../core/cost.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import type { Queue } from '../../core/ports/queue.ts';
import type { Item, Key, Query, Table } from '../../core/ports/table.ts';
import { latency } from '../aws/facts.ts';
import type { Timeline } from '../aws/timeline.ts';
import { indexWrites, readUnits, sizeOf, writeUnits } from '../aws/units.ts';

/** Readings that wait until somebody asks. */
const mostWaiting = 10_000;

/** What was used: in all, and by kind of row, of object or of request. */
export class Meter {
  readonly #used: AwsUsage = noUsage();
  readonly #kinds = new Map<string, AwsUsage>();
  #waiting: (() => void)[] = [];

  get used(): AwsUsage {
    this.#read();
    return this.#used;
  }

  get kinds(): ReadonlyMap<string, AwsUsage> {
    this.#read();
    return this.#kinds;
  }

  /** Adds what takes long to work out once somebody asks: it is no part of the time that reading takes. */
  addLater(reading: () => void): void {
    this.#waiting.push(reading);
    if (this.#waiting.length >= mostWaiting) this.#read();
  }

  add(kind: string, usage: Partial<AwsUsage>): void {
    const ofKind = this.#kinds.get(kind) ?? noUsage();
    this.#kinds.set(kind, ofKind);
    for (const [name, value] of Object.entries(usage) as [keyof AwsUsage, number][]) {
      this.#used[name] += value;
      ofKind[name] += value;
    }
  }

  #read(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const reading of waiting) reading();
  }
}

/** A row's kind: its keys without what names the one row. */
function kindOfRow({ pk, sk }: Key): string {
  const [first = ''] = pk.split('#');
  if (first === 'SMALL') return `small ${pk.slice('SMALL#'.length).split('/')[0]}`;
  const [, second = ''] = /^([A-Z]+)/.exec(sk) ?? [];
  return `row ${first}${second === '' ? '' : ` ${second}`}`;
}

/** A table whose calls are counted, and take as long as on DynamoDB. */
export class MeteredTable implements Table {
  readonly #table: Table;
  readonly #meter: Meter;
  readonly #time: Timeline | undefined;
  constructor(table: Table, meter: Meter, time?: Timeline) {
    this.#table = table;
    this.#meter = meter;
    this.#time = time;
  }

  async get(key: Key, options?: { consistent?: boolean }): Promise<Item | undefined> {
    await this.#time?.sleep(latency.table);
    const item = await this.#table.get(key, options);
    this.#read(key, item, options?.consistent);
    return item;
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    await this.#time?.sleep(latency.table);
    const items = await this.#table.batchGet(keys);
    for (const [i, item] of items.entries()) this.#read(keys[i] as Key, item);
    return items;
  }

  put(item: Item, ...condition: Rest<Table['put']>): Promise<boolean> {
    return this.#write(item, () => this.#table.put(item, ...condition));
  }

  update(key: Key, set: Parameters<Table['update']>[1], ...rest: Rest2<Table['update']>): Promise<boolean> {
    return this.#write(key, () => this.#table.update(key, set, ...rest));
  }

  delete(key: Key, ...condition: Rest<Table['delete']>): Promise<boolean> {
    return this.#write(key, () => this.#table.delete(key, ...condition));
  }

  async query(query: Query): Promise<Page<Item>> {
    await this.#time?.sleep(latency.table);
    const page = await this.#table.query(query);
    const key = { pk: query.pk, sk: query.prefix ?? query.from ?? '' };
    this.#meter.addLater(() => {
      const bytes = page.items.reduce((sum, item) => sum + sizeOf(item), 0);
      this.#add(key, bytes, query.consistent);
    });
    return page;
  }

  scan(...after: Parameters<Table['scan']>): Promise<Page<Item>> {
    return this.#table.scan(...after);
  }

  #read(key: Key, item: Item | undefined, consistent?: boolean): void {
    this.#meter.addLater(() => this.#add(key, sizeOf(item), consistent));
  }

  #add(key: Key, bytes: number, consistent?: boolean): void {
    this.#meter.add(kindOfRow(key), { readUnits: readUnits(bytes, consistent) });
  }

  async #write({ pk, sk }: Key, write: () => Promise<boolean>): Promise<boolean> {
    const key = { pk, sk };
    await this.#time?.sleep(latency.table);
    const before = await this.#table.get(key);
    const done = await write();
    const after = await this.#table.get(key);
    this.#meter.add(kindOfRow(key), { writeUnits: writeUnits(before, after) });
    const { length } = indexWrites(before, after);
    if (length > 0) this.#meter.add(`index of ${kindOfRow(key)}`, { writeUnits: length });
    return done;
  }
}

type Rest<F> = F extends (first: never, ...rest: infer R) => unknown ? R : never;
type Rest2<F> = F extends (first: never, second: never, ...rest: infer R) => unknown ? R : never;

/** Objects whose calls are counted for `name`, and take as long as on S3. */
export class MeteredObjects implements Objects {
  readonly #objects: Objects;
  readonly #name: string;
  readonly #meter: Meter;
  readonly #time: Timeline | undefined;
  constructor(objects: Objects, name: string, meter: Meter, time?: Timeline) {
    this.#objects = objects;
    this.#name = name;
    this.#meter = meter;
    this.#time = time;
  }

  async get(...parameters: Parameters<Objects['get']>): ReturnType<Objects['get']> {
    await this.#charge(parameters[0], { gets: 1 }, latency.s3.get);
    return this.#objects.get(...parameters);
  }

  async head(...parameters: Parameters<Objects['head']>): ReturnType<Objects['head']> {
    await this.#charge(parameters[0], { gets: 1 }, latency.s3.get);
    return this.#objects.head(...parameters);
  }

  async put(...parameters: Parameters<Objects['put']>): ReturnType<Objects['put']> {
    await this.#charge(parameters[0], { puts: 1 }, latency.s3.put);
    return this.#objects.put(...parameters);
  }

  async delete(...parameters: Parameters<Objects['delete']>): ReturnType<Objects['delete']> {
    await this.#time?.sleep(latency.s3.get);
    return this.#objects.delete(...parameters);
  }

  /** S3 charges LIST like PUT. */
  async list(...parameters: Parameters<Objects['list']>): ReturnType<Objects['list']> {
    await this.#charge(parameters[0], { puts: 1 }, latency.s3.list);
    return this.#objects.list(...parameters);
  }

  async listVersions(
    ...parameters: Parameters<Objects['listVersions']>
  ): ReturnType<Objects['listVersions']> {
    await this.#charge(parameters[0], { puts: 1 }, latency.s3.list);
    return this.#objects.listVersions(...parameters);
  }

  async #charge(key: string, usage: Partial<AwsUsage>, milliseconds: number): Promise<void> {
    const folder = this.#name === 'inbox' ? '' : ` ${key.split('/')[0]}`;
    this.#meter.add(`${this.#name}${folder}`, usage);
    await this.#time?.sleep(milliseconds);
  }
}

/** A queue whose requests are counted, and take as long as on SQS. */
export class MeteredQueue implements Queue {
  readonly #queue: Queue;
  readonly #meter: Meter;
  readonly #time: Timeline | undefined;
  constructor(queue: Queue, meter: Meter, time?: Timeline) {
    this.#queue = queue;
    this.#meter = meter;
    this.#time = time;
  }

  /** A request carries up to ten messages; every 64 KB of it count as a request. */
  async send(bodies: readonly string[], ...options: Rest<Queue['send']>): Promise<void> {
    if (bodies.length > 0) {
      this.#meter.add('queue', { messages: Math.ceil(bodies.length / 10) });
      await this.#time?.sleep(latency.queue);
    }
    return this.#queue.send(bodies, ...options);
  }

  depth(): ReturnType<Queue['depth']> {
    return this.#queue.depth();
  }
}
