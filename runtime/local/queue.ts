/**
 * The `Queue` port on SQLite, with the consumer's side that Lambda's event source mapping has on SQS: a message in hand is hidden for
 * the visibility timeout; after `maxReceives` it is given up on and kept among the dead letters.
 */
import { createHash } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import type { Clock } from '../../core/ports/clock.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { GroupCommit } from './groupCommit.ts';
import { type Row, Store } from './store.ts';

// `receives` is what a message has been charged with, `leases` how often it was handed out: the receipt that tells an old holder apart.
const schema = `
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, body TEXT NOT NULL, sent INTEGER NOT NULL, visible INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0, leases INTEGER NOT NULL DEFAULT 0, leased INTEGER NOT NULL DEFAULT 0, first INTEGER
  );
  CREATE INDEX waiting ON messages (queue, visible, seq);
  CREATE INDEX leased ON messages (queue) WHERE leased = 1;
  CREATE TABLE dead (
    seq INTEGER PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, sent INTEGER NOT NULL, died INTEGER NOT NULL, receives INTEGER NOT NULL
  );
  CREATE INDEX deadOf ON dead (queue, died)`;

const waiting = 'FROM messages WHERE queue = ? AND visible <= ? ORDER BY visible, seq LIMIT ?';

const maxMessageBytes = 256 * 1024;
/** `visible` counts no further. */
const countAtMost = 1000;

/** A failed message comes back after 250 ms, then 1, 4, 16 seconds, at most a minute: a fault that passes is gone by then. */
function backoff(receives: number): number {
  return Math.min(250 * 4 ** (receives - 1), 60_000);
}

export interface DeadLetter {
  id: string;
  body: string;
  /** Milliseconds since 1970: sent at first, and given up on. */
  sent: number;
  died: number;
  receives: number;
}

export interface SqliteQueueOptions {
  /** The file; several queues may share one. */
  database: string;
  name: string;
  maxReceives: number;
  visibilitySeconds: number;
  clock: Clock;
}

export class SqliteQueue implements Queue {
  readonly name: string;
  readonly #options: SqliteQueueOptions;
  readonly #store: Store;
  readonly #sending: GroupCommit;
  readonly #listeners: (() => void)[] = [];

  /** @throws BrokenStore */
  constructor(options: SqliteQueueOptions) {
    this.name = options.name;
    this.#options = options;
    this.#store = new Store(options.database, schema);
    this.#sending = new GroupCommit(this.#store);
  }

  async send(bodies: readonly string[], options: { delaySeconds?: number } = {}): Promise<void> {
    for (const body of bodies) {
      const bytes = Buffer.byteLength(body);
      if (bytes === 0) throw new RangeError('a message must not be empty');
      if (bytes > maxMessageBytes)
        throw new RangeError(`a message of ${bytes} bytes; at most ${maxMessageBytes} are allowed`);
    }
    if (bodies.length === 0) return;
    const now = this.#options.clock();
    const visible = now + (options.delaySeconds ?? 0) * 1000;
    await this.#sending.add(() => {
      for (const body of bodies) {
        this.#store.run(
          'INSERT INTO messages (queue, body, sent, visible) VALUES (?, ?, ?, ?)',
          this.name,
          body,
          now,
          visible,
        );
      }
    });
    this.#wake();
  }

  async depth(): Promise<{ pending: number; dead: number }> {
    const pending = this.#store.get('SELECT count(*) AS n FROM messages WHERE queue = ?', this.name);
    const dead = this.#store.get('SELECT count(*) AS n FROM dead WHERE queue = ?', this.name);
    return { pending: Number(pending?.n), dead: Number(dead?.n) };
  }

  /** Called after every `send` or `redrive` of this very object; what other processes send, and what comes back, is found by asking. */
  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** How many messages could be received now, counted up to 1,000. */
  visible(): number {
    const row = this.#store.get(
      `SELECT count(*) AS n FROM (SELECT 1 ${waiting})`,
      this.name,
      this.#options.clock(),
      countAtMost,
    );
    return Number(row?.n);
  }

  /** When the next message becomes visible, milliseconds since 1970 (it may be past); `undefined` where there is none. */
  nextVisible(): number | undefined {
    const row = this.#store.get('SELECT min(visible) AS next FROM messages WHERE queue = ?', this.name);
    return typeof row?.next === 'number' ? row.next : undefined;
  }

  /** Takes at most `max` messages in hand, the longest waiting first, in the shape of Lambda's event. */
  receive(max: number): SQSRecord[] {
    const now = this.#options.clock();
    if (this.visible() === 0) return [];
    return this.#store.transaction(() => {
      const records: SQSRecord[] = [];
      for (const row of this.#store.all(`SELECT * ${waiting}`, this.name, now, max)) {
        // Its holder never came back, and it was the last time.
        if (Number(row.receives) >= this.#options.maxReceives) this.#bury(Number(row.seq), now);
        else records.push(this.#lease(row, now));
      }
      return records;
    });
  }

  /** These are done with. A receipt of an earlier receive does nothing: the message is in other hands. */
  acknowledge(receiptHandles: readonly string[]): void {
    this.#ofReceipts(receiptHandles, (row) =>
      this.#store.run('DELETE FROM messages WHERE seq = ?', Number(row.seq)),
    );
  }

  /** These failed: they come back after a pause that grows with each receive, or are given up on after the last. */
  release(receiptHandles: readonly string[]): void {
    const now = this.#options.clock();
    this.#ofReceipts(receiptHandles, (row) => {
      const receives = Number(row.receives);
      if (receives >= this.#options.maxReceives) this.#bury(Number(row.seq), now);
      else
        this.#store.run(
          'UPDATE messages SET visible = ?, leased = 0 WHERE seq = ?',
          now + backoff(receives),
          Number(row.seq),
        );
    });
  }

  /**
   * What the former self of this process had in hand when it died waits again, and the receive is not counted. To be called before
   * anything is received; how many messages that were.
   */
  takeBackLeases(): number {
    const sql =
      'UPDATE messages SET visible = ?, leased = 0, receives = receives - 1 WHERE queue = ? AND leased = 1';
    return this.#store.run(sql, this.#options.clock(), this.name).changes;
  }

  /** The messages that are in hand now, each by the receipt it was handed out with. */
  inHand(): string[] {
    const rows = this.#store.all(
      'SELECT seq, leases FROM messages WHERE queue = ? AND leased = 1',
      this.name,
    );
    return rows.map(({ seq, leases }) => `${seq}-${leases}`);
  }

  /** As `Store.compact`, of the file that several queues may share. */
  compact(): boolean {
    return this.#store.compact();
  }

  /** The messages given up on, the longest dead first. */
  deadLetters(limit: number): DeadLetter[] {
    return this.#store
      .all('SELECT * FROM dead WHERE queue = ? ORDER BY died, seq LIMIT ?', this.name, limit)
      .map(({ seq, body, sent, died, receives }) => ({
        id: this.#id(Number(seq)),
        body: String(body),
        sent: Number(sent),
        died: Number(died),
        receives: Number(receives),
      }));
  }

  /** Sends all dead letters once more; how many. */
  redrive(): number {
    const moved = this.#store.transaction(() => {
      const sql =
        'INSERT INTO messages (queue, body, sent, visible) SELECT queue, body, sent, ? FROM dead WHERE queue = ? ORDER BY died, seq';
      this.#store.run(sql, this.#options.clock(), this.name);
      return this.#store.run('DELETE FROM dead WHERE queue = ?', this.name).changes;
    });
    if (moved > 0) this.#wake();
    return moved;
  }

  close(): void {
    this.#sending.commit();
    this.#store.close();
  }

  #lease(row: Row, now: number): SQSRecord {
    const first = row.first === null ? now : Number(row.first);
    this.#store.run(
      'UPDATE messages SET visible = ?, receives = receives + 1, leases = leases + 1, leased = 1, first = ? WHERE seq = ?',
      now + this.#options.visibilitySeconds * 1000,
      first,
      Number(row.seq),
    );
    const body = String(row.body);
    return {
      messageId: this.#id(Number(row.seq)),
      receiptHandle: `${row.seq}-${Number(row.leases) + 1}`,
      body,
      attributes: {
        ApproximateReceiveCount: String(Number(row.receives) + 1),
        SentTimestamp: String(row.sent),
        SenderId: 'local',
        ApproximateFirstReceiveTimestamp: String(first),
      },
      messageAttributes: {},
      md5OfBody: createHash('md5').update(body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:local:000000000000:${this.name}`,
      awsRegion: 'local',
    };
  }

  #id(seq: number): string {
    return `${this.name}-${seq}`;
  }

  #bury(seq: number, now: number): void {
    const sql =
      'INSERT INTO dead (seq, queue, body, sent, died, receives) SELECT seq, queue, body, sent, ?, receives FROM messages WHERE seq = ?';
    this.#store.run(sql, now, seq);
    this.#store.run('DELETE FROM messages WHERE seq = ?', seq);
  }

  #ofReceipts(receiptHandles: readonly string[], use: (row: Row) => void): void {
    if (receiptHandles.length === 0) return;
    this.#store.transaction(() => {
      for (const handle of receiptHandles) {
        const [seq, leases] = handle.split('-').map(Number);
        const sql =
          'SELECT seq, receives FROM messages WHERE seq = ? AND queue = ? AND leases = ? AND leased = 1';
        const row = this.#store.get(sql, seq ?? Number.NaN, this.name, leases ?? Number.NaN);
        if (row !== undefined) use(row);
      }
    });
  }

  #wake(): void {
    for (const listener of this.#listeners) listener();
  }
}
