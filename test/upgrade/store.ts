/** The stores of a small deployment in memory, and how they are written to a file and read from it. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { readObject } from '../../core/formats/read.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import type { AttributeValue, Item } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { type QueueName, queueNames } from '../../core/protocol/topology.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { annotator } from '../../runtime/annotator.ts';
import { SmallObjects } from '../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';

/** A change of a bucket. The versions follow from their order. */
type Change =
  | {
      put: string;
      body: string;
      options?: { contentType?: string; metadata?: Record<string, string> };
      at: number;
    }
  | { delete: string; version?: string; at: number };

interface Stored {
  now: number;
  inbox: Change[];
  archive: Change[];
  rows: unknown[];
  searchRows: SearchRow[];
  /** The bodies of messages in flight. */
  messages: Record<QueueName, string[]>;
}

/** A bucket that notes what is done to it. */
class NotedObjects extends MemoryObjects {
  readonly changes: Change[] = [];
  readonly #clock: () => number;

  constructor(clock: () => number) {
    super(clock);
    this.#clock = clock;
  }

  override async put(...[key, body, options]: Parameters<MemoryObjects['put']>) {
    const bytes = Buffer.from(typeof body === 'string' ? body : Buffer.from(body));
    this.changes.push({
      put: key,
      body: bytes.toString('base64'),
      at: this.#clock(),
      ...(options && { options }),
    });
    return super.put(key, body, options);
  }

  override async delete(key: string, version?: string) {
    this.changes.push({ delete: key, at: this.#clock(), ...(version !== undefined && { version }) });
    return super.delete(key, version);
  }

  async replay(changes: readonly Change[], setTime: (at: number) => void): Promise<void> {
    for (const change of changes) {
      setTime(change.at);
      if ('put' in change) await this.put(change.put, Buffer.from(change.body, 'base64'), change.options);
      else await this.delete(change.delete, change.version);
    }
  }
}

export class Store {
  now = Date.parse('2021-06-02T12:00:00Z');
  readonly inbox = new NotedObjects(() => this.now);
  readonly bucket = new NotedObjects(() => this.now);
  readonly table = new MemoryTable();
  readonly search = new MemorySearch();
  readonly warnings: string[] = [];
  readonly messages = forEachQueue((): string[] => []);

  get ports(): Ports {
    const warn = (message: string) => void this.warnings.push(message);
    const queueOf = (name: QueueName) => ({
      send: async (bodies: readonly string[]) => void this.messages[name].push(...bodies),
      depth: async () => ({ pending: this.messages[name].length, dead: 0 }),
    });
    return {
      inbox: this.inbox,
      // As on AWS, what is small is in the table.
      archive: new SmallObjects(this.bucket, this.table, () => this.now),
      read: readObject,
      annotate,
      table: this.table,
      search: this.search,
      queues: forEachQueue(queueOf),
      clock: () => this.now,
      log: { info() {}, warn, error: warn },
    };
  }

  /** All of it, compressed. */
  write(): Uint8Array {
    const stored: Stored = {
      now: this.now,
      inbox: this.inbox.changes,
      archive: this.bucket.changes,
      rows: [...this.table.items()].map(encodeBytes),
      searchRows: this.search.all(),
      messages: this.messages,
    };
    return gzipSync(JSON.stringify(stored), { level: 9 });
  }

  static async read(file: Uint8Array): Promise<Store> {
    const stored = JSON.parse(gunzipSync(file).toString()) as Stored;
    const store = new Store();
    const setTime = (at: number) => {
      store.now = at;
    };
    await store.inbox.replay(stored.inbox, setTime);
    await store.bucket.replay(stored.archive, setTime);
    for (const row of stored.rows) await store.table.put(decodeBytes(row) as Item);
    await store.search.merge(stored.searchRows);
    for (const name of queueNames) store.messages[name].push(...(stored.messages[name] ?? []));
    store.now = stored.now;
    return store;
  }
}

const annotate = annotator();

function encodeBytes(item: Item): unknown {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    ]),
  );
}

function decodeBytes(item: unknown): Record<string, AttributeValue> {
  const isBytes = (value: unknown): value is { base64: string } =>
    typeof value === 'object' && value !== null && 'base64' in value;
  return Object.fromEntries(
    Object.entries(item as Record<string, AttributeValue>).map(([name, value]) => [
      name,
      isBytes(value) ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value,
    ]),
  );
}
