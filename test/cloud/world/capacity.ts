/**
 * How many units per second DynamoDB serves: of a partition key, of an index partition and of the whole
 * table. Nothing is saved for bursts, so the model refuses somewhat earlier than DynamoDB.
 */
import { limits, minute, second } from '../../../bench/aws/facts.ts';

/** Refills evenly; holds one second. A request is served while anything is left, and may overdraw it. */
class Bucket {
  #left: number;
  #at: number;

  constructor(rate: number, now: number) {
    this.#left = rate;
    this.#at = now;
  }

  left(rate: number, now: number): number {
    this.#left = Math.min(rate, this.#left + (rate * (now - this.#at)) / second);
    this.#at = now;
    return this.#left;
  }

  take(units: number): void {
    this.#left -= units;
  }
}

/** A table on demand serves twice its former peak; the peak counts half an hour later. */
const growthMilliseconds = 30 * minute;

export interface CapacityOptions {
  /** The table's maximum throughput, units per second. */
  most?: { write: number; read: number };
  /** What the table has served before. */
  warm?: { write: number; read: number };
}

type Kind = 'write' | 'read';

export class Capacity {
  readonly #now: () => number;
  readonly #most: Record<Kind, number>;
  #rate: Record<Kind, number>;
  #table: Record<Kind, Bucket>;
  #partitions = new Map<string, Record<Kind, Bucket>>();
  /** Units served in the present minute, and the busiest minute of the present half hour. */
  #minute = { since: 0, write: 0, read: 0 };
  #peak = { since: 0, write: 0, read: 0 };
  /** Until this time nothing is served: the table is throttled from outside. */
  blockedUntil = 0;
  throttled = 0;
  readonly used: Record<Kind, number> = { write: 0, read: 0 };

  constructor(now: () => number, { most, warm = limits.newTable }: CapacityOptions = {}) {
    this.#now = now;
    this.#most = most ?? { write: 40_000, read: 40_000 };
    this.#rate = { ...warm };
    this.#table = {
      write: new Bucket(this.rate('write'), now()),
      read: new Bucket(this.rate('read'), now()),
    };
    this.#minute.since = this.#peak.since = now();
  }

  rate(kind: Kind): number {
    return Math.min(this.#rate[kind], this.#most[kind]);
  }

  /** Whether a request to these partitions is served now. */
  admits(kind: Kind, partitions: readonly string[]): boolean {
    const now = this.#now();
    this.#grow(now);
    const served =
      now >= this.blockedUntil &&
      this.#table[kind].left(this.rate(kind), now) > 0 &&
      partitions.every((name) => this.#partition(name, now)[kind].left(limits.partition[kind], now) > 0);
    if (!served) this.throttled++;
    return served;
  }

  take(kind: Kind, units: number, partition: string, ofTable = true): void {
    this.#partition(partition, this.#now())[kind].take(units);
    this.used[kind] += units;
    this.#minute[kind] += units;
    if (ofTable) this.#table[kind].take(units);
  }

  #partition(name: string, now: number): Record<Kind, Bucket> {
    let found = this.#partitions.get(name);
    if (found === undefined) {
      // A partition that was idle for a second is full again.
      if (this.#partitions.size > 50_000) this.#partitions = new Map();
      found = {
        write: new Bucket(limits.partition.write, now),
        read: new Bucket(limits.partition.read, now),
      };
      this.#partitions.set(name, found);
    }
    return found;
  }

  #grow(now: number): void {
    if (now - this.#minute.since >= minute) {
      for (const kind of ['write', 'read'] as const)
        this.#peak[kind] = Math.max(this.#peak[kind], this.#minute[kind] / 60);
      this.#minute = { since: now, write: 0, read: 0 };
    }
    if (now - this.#peak.since < growthMilliseconds) return;
    for (const kind of ['write', 'read'] as const)
      this.#rate[kind] = Math.max(this.#rate[kind], 2 * this.#peak[kind]);
    this.#peak = { since: now, write: 0, read: 0 };
  }
}
