/**
 * A small archive in memory that notes each call of a port: what the stages, the sweep and an erasure read,
 * how consistently, what they write and under which condition.
 */
import { ObjectUnreadable } from '../../../../core/errors.ts';
import { readObject } from '../../../../core/formats/read.ts';
import type { Objects } from '../../../../core/ports/objects.ts';
import type { Condition, Item, Key, Table } from '../../../../core/ports/table.ts';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import type { CodeVersions, Ports } from '../../../../core/protocol/ports.ts';
import { type Thresholds, thresholds } from '../../../../core/protocol/thresholds.ts';
import { queues as facts, type QueueName, queueNames } from '../../../../core/protocol/topology.ts';
import { forEachQueue } from '../../../../functions/forEachQueue.ts';
import { stages } from '../../../../functions/stages.ts';
import { SmallObjects } from '../../../../runtime/aws/smallObjects.ts';
import type { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { insteadOf, PagedObjects, pagedTable } from './pagedPorts.ts';
import { annotator } from './wordAnnotator.ts';

const second = 1000;
/** What an object holds is cut off after so many characters. */
const shown = 300;
/** Work that goes on for longer goes round in circles. */
const mostRounds = 40;

/** The id of an epoch, a pass or the holder of a lease. */
const randomId = /"(?:id|holder|epoch)":"([0-9a-f]{16})"/g;

export class RecordedWorld {
  now = Date.parse('2021-06-02T12:00:00Z');
  /** How often each message counts as received. */
  receives = 1;
  /** The next conditional write of a row whose sort key begins so is lost to another writer. */
  losing: string | undefined;
  /** Keys of the inbox that nobody can read. */
  readonly unreadable = new Set<string>();
  readonly clock = () => this.now;
  readonly #perPage: number | undefined;
  readonly inbox: MemoryObjects;
  readonly objects: MemoryObjects;
  readonly table = new MemoryTable();
  readonly search = new MemorySearch();
  readonly queues: Record<QueueName, MemoryQueue>;
  versions: CodeVersions = { model: 'model-1', reader: 'reader-1' };
  readonly #thresholds: Thresholds;
  /** Headings, and after each the calls that belong to it. */
  #sections: [heading: string, calls: string[]][] = [];
  #calls: string[] = [];

  /** @param perPage how many objects or rows one page of a list or a query has at most */
  constructor(smaller: Partial<Thresholds> = {}, perPage?: number) {
    this.#thresholds = { ...thresholds, ...smaller };
    this.#perPage = perPage;
    this.inbox = new PagedObjects(this.clock, perPage);
    this.objects = new PagedObjects(this.clock, perPage);
    this.queues = forEachQueue(() => new MemoryQueue(this.now));
  }

  get ports(): Ports {
    const table = this.#noted('table', this.#contended(pagedTable(this.table, this.#perPage)));
    const warned = (level: string) => (message: string) => void this.#calls.push(`${level}: ${message}`);
    return {
      inbox: this.#noted('inbox', this.#readable(this.inbox)),
      archive: new SmallObjects(this.#noted('archive', this.objects), table, this.clock),
      table,
      search: this.#noted('search', this.search),
      queues: forEachQueue((name) => this.#noted(`to ${name}`, this.queues[name])),
      metrics: this.#noted('metrics', { record() {} } as unknown as NonNullable<Ports['metrics']>),
      read: readObject,
      annotate: annotator(this.versions.model),
      clock: this.clock,
      log: { info() {}, warn: warned('warning'), error: warned('error') },
      thresholds: this.#thresholds,
      codeVersions: this.versions,
    };
  }

  /** Puts files, and lets the stages do all that follows. */
  async put(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, body] of Object.entries(files)) await this.inbox.put(key, body);
    await this.handle(...Object.keys(files));
  }

  async delete(key: string): Promise<void> {
    await this.inbox.delete(key);
    await this.handle(key);
  }

  async handle(...keys: string[]): Promise<void> {
    this.now += second;
    await enqueueKeys(this.queues.uploads, keys);
    await this.work();
  }

  /** Lets each stage in turn handle what it was sent, until nothing is left. */
  async work(): Promise<void> {
    for (let round = 0; round < mostRounds; round++) {
      let worked = false;
      for (const name of queueNames) {
        const records = this.queues[name].take(100);
        if (records.length === 0) continue;
        for (const { attributes } of records) attributes.ApproximateReceiveCount = String(this.receives);
        worked = true;
        const { consumer } = facts[name];
        const { batchItemFailures } = await this.#section(consumer, () =>
          stages[consumer](this.ports)({ Records: records }),
        );
        for (const { itemIdentifier, postponeSeconds, error } of batchItemFailures) {
          if (postponeSeconds === undefined) throw new Error(`${consumer}: ${error}`);
          this.#calls.push(`postpones by ${postponeSeconds} s: ${error}`);
          const body = records.find(({ messageId }) => messageId === itemIdentifier)?.body ?? '';
          await this.queues[name].send([body]);
        }
      }
      if (!worked) return;
    }
    throw new Error('The work does not end.');
  }

  /** A heading of the text. */
  title(text: string): void {
    this.#sections.push([`# ${text}`, []]);
  }

  /** Notes what the work asks of the ports, and what it returns. */
  async notes<R>(title: string, work: () => Promise<R>): Promise<R> {
    const result = await this.#section(title, work);
    if (result !== undefined) this.#calls.push(`returns ${JSON.stringify(result)}`);
    return result;
  }

  async #section<R>(title: string, work: () => Promise<R>): Promise<R> {
    this.#calls = [];
    const result = await work();
    this.#sections.push([title, this.#calls]);
    return result;
  }

  /** Forgets what was noted so far. */
  forget(): void {
    this.#sections = [];
  }

  /** All that was noted. */
  text(): string {
    const sections = this.#sections.map(([heading, calls]) =>
      [heading, ...this.#shown(calls).map((call) => `  ${call}`)].join('\n'),
    );
    return `${sections.join('\n')}\n`;
  }

  /** The calls that were noted, without headings. */
  calls(): string[] {
    return this.#shown(this.#sections.flatMap(([, calls]) => calls));
  }

  /**
   * Calls at once come in any order, so those of one execution are sorted. Random names are replaced by one
   * word, and hashes by their beginnings. The name of a reading depends on the reader, and says nothing.
   */
  #shown(calls: readonly string[]): string[] {
    const ids = this.#sections.flatMap(([, each]) => each.flatMap((call) => [...call.matchAll(randomId)]));
    const random = new Set(ids.map(([, id]) => id));
    const shortened = (call: string) =>
      call
        .replaceAll(/(?<=readings\/)[0-9a-f]{16,}(?=\.json)/g, 'a-version')
        .replaceAll(/\b[0-9a-f]{16,}\b/g, (hex) => (random.has(hex) ? 'random' : hex.slice(0, 6)));
    const times = Map.groupBy(calls.map(shortened).sort(), (call) => call);
    return [...times].map(([call, { length }]) => (length > 1 ? `${length} × ${call}` : call));
  }

  /** The rows whose keys begin so. */
  readonly rows = (pk: string, sk = ''): Item[] =>
    [...this.table.items()].filter((row) => row.pk.startsWith(pk) && row.sk.startsWith(sk));

  #contended(table: Table): Table {
    const isLost = ({ sk }: Key, condition: Condition | undefined): boolean => {
      if (condition === undefined || this.losing === undefined || !sk.startsWith(this.losing)) return false;
      this.losing = undefined;
      return true;
    };
    const writes: Partial<Table> = {
      put: async (item, condition) => !isLost(item, condition) && table.put(item, condition),
      update: async (key, set, condition) => !isLost(key, condition) && table.update(key, set, condition),
    };
    return insteadOf(table, writes);
  }

  #readable(objects: Objects): Objects {
    const get: Objects['get'] = async (key, options) => {
      if (this.unreadable.has(key)) throw new ObjectUnreadable('archived', key);
      return objects.get(key, options);
    };
    return insteadOf(objects, { get });
  }

  #noted<P extends object>(name: string, port: P): P {
    return new Proxy(port, {
      get: (target, method) => {
        const real = Reflect.get(target, method, target) as unknown;
        if (typeof real !== 'function') return real;
        return (...args: unknown[]) => {
          const said = args.filter((each) => each !== undefined).map(asText);
          this.#calls.push([`${name}.${String(method)}`, ...said].join(' '));
          return real.apply(target, args) as unknown;
        };
      },
    });
  }
}

function asText(value: unknown): string {
  if (value instanceof Uint8Array) return '…';
  if (typeof value === 'string') return value.length > shown ? `${value.slice(0, shown)}…` : value;
  return JSON.stringify(value, (field, each: unknown) => {
    // What a library compresses, and what the search table keeps of the words, is no matter of the protocol.
    if (['bytes', 'text', 'bands'].includes(field) && typeof each !== 'number') return '…';
    // An update with `undefined` removes the attribute.
    return each === undefined ? 'undefined' : each;
  });
}
