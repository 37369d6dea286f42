/**
 * The `Queue` port on SQLite, and the receiving side that Lambda's event source mapping provides for SQS: a
 * received message stays hidden for the visibility timeout, and moves to the dead letters after `maxReceives`
 * receives.
 * Longer than 250 lines: the states of a message are read together.
 */

import { createHash } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import { groupsOf } from '../../core/groupsOf.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { GroupCommit } from './groupCommit.ts';
import { type Lane, laneOf } from './lanes.ts';
import { queueSchema, queueUpgrades, sql } from './queueSchema.ts';
import { type Row, Store } from './store.ts';

const maxMessageBytes = 256 * 1024;
/** The value of `visible` that marks a message as interrupted. */
const interrupted = 0;
/** A message that was in flight when this many processes ended becomes a dead letter. */
const maximumDeaths = 25;

/**
 * How many processes ended while the message was in flight: every other lease ended with a receive that
 * counts, or with a return that does not.
 */
const deathsOf = (row: Row): number => Number(row.leases) - Number(row.receives) - Number(row.returned);

/** Messages sent in one transaction. Other work runs between two transactions. */
const sentTogether = 200;

/** Milliseconds until a failed message is visible again: 250, then 1, 4, 16 seconds, at most a minute. */
function backoff(receives: number): number {
  return Math.min(250 * 4 ** (receives - 1), 60_000);
}

/** A message that was given up on. Times are milliseconds since 1970. */
export interface LocalDeadLetter {
  id: string;
  body: string;
  /** When it was first sent. */
  sent: number;
  died: number;
  receives: number;
}

/**
 * A file of queues. Those that share one share its connection as well, so that none of them reads again what
 * another has just written, and what they send is committed together.
 */
export class QueueFile {
  readonly store: Store;
  readonly sending: GroupCommit;

  /** @throws BrokenStore */
  constructor(path: string, beforeUpgrade?: () => void) {
    this.store = new Store(path, queueSchema, { version: 4, upgrades: queueUpgrades, beforeUpgrade });
    this.sending = new GroupCommit(this.store);
  }
}

export interface SqliteQueueOptions {
  /** Several queues may share one. A path opens a file for this queue alone. */
  database: string | QueueFile;
  name: string;
  maxReceives: number;
  visibilitySeconds: number;
  clock: Clock;
}

/** A queue in SQLite with the facts of SQS: leases, delays, receives and dead letters. */
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
    const { database } = options;
    const file = typeof database === 'string' ? new QueueFile(database) : database;
    [this.#store, this.#sending] = [file.store, file.sending];
  }

  /** @throws RangeError for a message that is empty or above 256 KB, before anything is sent */
  async send(bodies: readonly string[], options: { delaySeconds?: number } = {}): Promise<void> {
    for (const body of bodies) {
      const bytes = Buffer.byteLength(body);
      if (bytes === 0) throw new RangeError('a message must not be empty');
      if (bytes > maxMessageBytes)
        throw new RangeError(`a message of ${bytes} bytes; at most ${maxMessageBytes} are allowed`);
    }
    if (bodies.length === 0) return;
    const lane = laneOf(bodies.length);
    for (const group of groupsOf(bodies, sentTogether)) {
      await this.#sending.add(() => {
        // Not earlier: if the clock is set back before the commit, `endDelays` does not find them.
        const now = this.#options.clock();
        const visible = now + (options.delaySeconds ?? 0) * 1000;
        for (const body of group) this.#store.run(sql.send, this.name, body, now, visible, lane);
      });
    }
    this.#notify();
  }

  async depth(): Promise<{ pending: number; dead: number }> {
    const { pending, dead } = this.#store.get(sql.depth, this.name) ?? {};
    return { pending: Number(pending ?? 0), dead: Number(dead ?? 0) };
  }

  /**
   * Registers a function to call after every `send` or `redrive` of this object. Polling finds messages that
   * other processes send and messages that become visible again.
   */
  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Whether at least so many messages could be received now, of one lane or of all. */
  hasVisible(least: number, lane?: Lane): boolean {
    const now = this.#options.clock();
    const row =
      lane === undefined
        ? this.#store.get(sql.countVisible, this.name, now, least)
        : this.#store.get(sql.countVisibleInLane, this.name, lane, now, least);
    return Number(row?.n) >= least;
  }

  /** Whether nothing waits and nothing is in flight. */
  isEmpty(): boolean {
    return this.nextVisible() === undefined;
  }

  /**
   * When the next message becomes visible, in milliseconds since 1970; it may be in the past. `undefined` if
   * the queue is empty.
   */
  nextVisible(): number | undefined {
    const row = this.#store.get(sql.nextVisible, this.name);
    return typeof row?.next === 'number' ? row.next : undefined;
  }

  /**
   * Receives at most `max` messages in the format of Lambda's event. Interrupted ones come first and alone:
   * if one ends the process again, it does so at no other message's expense.
   *
   * @param lane receive only its messages: half of them those that wait longest, half of them the newest, so
   *   that a new message is handled soon however many wait. By default, of all lanes, longest waiting first.
   */
  receive(max: number, lane?: Lane): SQSRecord[] {
    const now = this.#options.clock();
    if (!this.hasVisible(1, lane)) return [];
    return this.#store.transaction(() => {
      const records: SQSRecord[] = [];
      for (const row of this.#waiting(max, now, lane)) {
        if (row.visible === interrupted && records.length > 0) break;
        // The consumer of its last receive neither acknowledged nor released it.
        if (Number(row.receives) >= this.#options.maxReceives || deathsOf(row) >= maximumDeaths)
          this.#bury(Number(row.seq), now);
        else records.push(this.#lease(row, now));
        if (row.visible === interrupted) break;
      }
      return records;
    });
  }

  #waiting(max: number, now: number, lane: Lane | undefined): Row[] {
    if (lane === undefined) return this.#store.all(sql.selectVisible, this.name, now, max);
    const oldest = this.#store.all(sql.oldestInLane, this.name, lane, now, max);
    if (oldest.length < max) return oldest;
    const newest = this.#store.all(sql.newestInLane, this.name, lane, now, Math.floor(max / 2));
    const rows = [...oldest.slice(0, max - newest.length), ...newest];
    return [...new Map(rows.map((row) => [row.seq, row])).values()];
  }

  /** Deletes handled messages. The receipt of an earlier receive has no effect. */
  acknowledge(receiptHandles: readonly string[]): void {
    this.#forReceipts(receiptHandles, (row) => this.#store.run(sql.delete, Number(row.seq)));
  }

  /**
   * Returns failed messages to the queue, with a growing delay; after the last receive they become dead
   * letters.
   */
  release(receiptHandles: readonly string[]): void {
    const now = this.#options.clock();
    this.#forReceipts(receiptHandles, (row) => {
      const receives = Number(row.receives);
      if (receives >= this.#options.maxReceives) this.#bury(Number(row.seq), now);
      else this.#store.run(sql.release, now + backoff(receives), Number(row.seq));
    });
  }

  /** Returns messages to the queue without counting their receive: nothing is wrong with them. */
  giveBack(receiptHandles: readonly string[]): void {
    const now = this.#options.clock();
    this.#forReceipts(receiptHandles, (row) => this.#store.run(sql.giveBack, now, Number(row.seq)));
  }

  /** Returns a message to the queue after a while, without counting its receive: nothing is wrong with it. */
  postpone(receiptHandle: string, seconds: number): void {
    const visible = this.#options.clock() + seconds * 1000;
    this.#forReceipts([receiptHandle], (row) => this.#store.run(sql.giveBack, visible, Number(row.seq)));
  }

  /** Returns a message to the queue as one of the bulk lane, without counting its receive. */
  setAside(receiptHandle: string): void {
    const now = this.#options.clock();
    this.#forReceipts([receiptHandle], (row) => {
      this.#store.run(sql.giveBack, now, Number(row.seq));
      this.#store.run(sql.toBulk, Number(row.seq));
    });
    this.#notify();
  }

  /**
   * Ends all delays. Those from before the clock was set back would last longer by as much.
   *
   * @returns the number of messages that were hidden
   */
  endDelays(): number {
    const now = this.#options.clock();
    return this.#store.run(sql.endDelays, now, this.name, now).changes;
  }

  /**
   * Returns messages that were in flight when the previous process ended, because of them or not. Consumers
   * see that in the receive count. It leads to the dead letters only after many deaths, since a process may
   * be killed again and again before it is done with its first message. Call it before the first receive.
   *
   * @returns the number of these messages
   */
  takeBackLeases(): number {
    return this.#store.run(sql.releaseInterrupted, this.name).changes;
  }

  /** Whether a message of the lane was in flight when a process ended, and was not received since. */
  hasInterrupted(lane: Lane): boolean {
    return this.#store.get(sql.firstInLane, this.name, lane, interrupted) !== undefined;
  }

  /** The receipts of the messages in flight. */
  inFlight(): string[] {
    const rows = this.#store.all(sql.inFlight, this.name);
    return rows.map(({ seq, leases }) => `${seq}-${leases}`);
  }

  /** See `Store.compact`; the file may contain other queues. */
  compact(): boolean {
    return this.#store.compact();
  }

  /** Dead letters, oldest first. */
  deadLetters(limit: number): LocalDeadLetter[] {
    return this.#store.all(sql.selectDead, this.name, limit).map(({ seq, body, sent, died, receives }) => ({
      id: this.#id(Number(seq)),
      body: String(body),
      sent: Number(sent),
      died: Number(died),
      receives: Number(receives),
    }));
  }

  /** Sends all dead letters again and returns their number. */
  redrive(): number {
    const moved = this.#store.transaction(() => {
      const dead = Number(this.#store.get(sql.depth, this.name)?.dead ?? 0);
      this.#store.run(sql.redrive, this.#options.clock(), laneOf(dead), this.name);
      return this.#store.run(sql.deleteDead, this.name).changes;
    });
    if (moved > 0) this.#notify();
    return moved;
  }

  releaseMemory(): void {
    this.#store.releaseMemory();
  }

  close(): void {
    this.#sending.commit();
    this.#store.close();
  }

  #lease(row: Row, now: number): SQSRecord {
    const first = row.first === null ? now : Number(row.first);
    const visible = now + this.#options.visibilitySeconds * 1000;
    this.#store.run(sql.lease, visible, first, Number(row.seq));
    const body = String(row.body);
    return {
      messageId: this.#id(Number(row.seq)),
      receiptHandle: `${row.seq}-${Number(row.leases) + 1}`,
      body,
      attributes: {
        // A message's first death does not count, because it may have had neighbours.
        ApproximateReceiveCount: String(Number(row.receives) + 1 + Math.max(0, deathsOf(row) - 1)),
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
    this.#store.run(sql.bury, now, seq);
    this.#store.run(sql.delete, seq);
  }

  /** Calls `use` for the messages that are in flight under these receipts. */
  #forReceipts(receiptHandles: readonly string[], use: (row: Row) => void): void {
    if (receiptHandles.length === 0) return;
    this.#store.transaction(() => {
      for (const handle of receiptHandles) {
        const [seq = Number.NaN, leases = Number.NaN] = handle.split('-').map(Number);
        const row = this.#store.get(sql.byReceipt, seq, this.name, leases);
        if (row !== undefined) use(row);
      }
    });
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
