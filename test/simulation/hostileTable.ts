/**
 * A table that reads as DynamoDB may: what is not read consistently, and every index, shows each item as it
 * was at any moment of the last seconds; and pages are small.
 */
import type { Page } from '../../core/ports/page.ts';
import type { AttributeValue, Condition, Item, Key, Query } from '../../core/ports/table.ts';
import type { Random } from '../../core/random.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { type FaultProfile, lagMilliseconds } from './faultProfile.ts';

/** An earlier state of an item, and the time from which no read returns it any more. */
interface Past {
  item: Item | undefined;
  until: number;
}

const scanPage = 40;

export class HostileTable extends MemoryTable {
  readonly #random: Random;
  readonly #now: () => number;
  #profile: Pick<FaultProfile, 'stale' | 'pages'>;
  /** By partition and sort key. */
  readonly #past = new Map<string, Map<string, Past[]>>();
  /** Gets each item as a write leaves it. */
  onWrite: ((item: Item) => void) | undefined;

  constructor(random: Random, now: () => number, profile: FaultProfile) {
    super();
    this.#random = random;
    this.#now = now;
    this.#profile = profile;
  }

  /** From now on it reads as it is. */
  calm(): void {
    this.#profile = { stale: false, pages: false };
  }

  override async get(key: Key, options?: { consistent?: boolean }): Promise<Item | undefined> {
    const item = this.peek(key);
    return options?.consistent || !this.#profile.stale ? item : this.#seen(key, item);
  }

  override async put(item: Item, condition?: Condition): Promise<boolean> {
    return this.#remember(item, () => super.put(item, condition));
  }

  override async update(
    key: Key,
    set: Record<string, AttributeValue | undefined>,
    condition?: Condition,
  ): Promise<boolean> {
    return this.#remember(key, () => super.update(key, set, condition));
  }

  override async delete(key: Key, condition?: Condition): Promise<boolean> {
    return this.#remember(key, () => super.delete(key, condition));
  }

  override async query(query: Query): Promise<Page<Item>> {
    if (!this.#profile.pages) return super.query(query);
    return super.query({ ...query, limit: Math.min(query.limit ?? 2, 1 + this.#random.below(2)) });
  }

  /** Reads consistently, as the adapter of DynamoDB does, in the order of the keys. */
  override async scan(after?: string | Key): Promise<Page<Item>> {
    return super.scan(after, this.#profile.pages ? 1 + this.#random.below(scanPage) : undefined);
  }

  protected override candidates(query: Query): Iterable<Item> {
    const now = super.candidates(query);
    return query.consistent || !this.#profile.stale ? now : this.#allSeen(query, now);
  }

  *#allSeen(query: Query, now: Iterable<Item>): Generator<Item> {
    const present = new Set<string>();
    for (const item of now) {
      present.add(`${item.pk}\0${item.sk}`);
      const seen = this.#seen(item, item);
      if (seen !== undefined) yield seen;
    }
    const pasts = query.index === undefined ? [query.pk] : [...this.#past.keys()];
    for (const pk of pasts) {
      for (const sk of this.#past.get(pk)?.keys() ?? []) {
        const seen = present.has(`${pk}\0${sk}`) ? undefined : this.#seen({ pk, sk }, undefined);
        if (seen !== undefined) yield seen;
      }
    }
  }

  /** The item as it is, or as it was a moment ago. */
  #seen({ pk, sk }: Key, item: Item | undefined): Item | undefined {
    const partition = this.#past.get(pk);
    const past = partition?.get(sk)?.filter(({ until }) => until >= this.#now());
    if (partition === undefined || past === undefined) return item;
    if (past.length === 0) {
      partition.delete(sk);
      return item;
    }
    return this.#random.chance(0.5) ? item : this.#random.pick(past).item;
  }

  /** Tells of a write that takes effect, and keeps the state before it. */
  async #remember(key: Key, write: () => Promise<boolean>): Promise<boolean> {
    const before = this.#profile.stale ? this.peek(key) : undefined;
    if (!(await write())) return false;
    const after = this.peek(key);
    if (after !== undefined) this.onWrite?.(after);
    if (!this.#profile.stale) return true;
    const partition = this.#past.get(key.pk) ?? new Map<string, Past[]>();
    const now = this.#now();
    const past = (partition.get(key.sk) ?? []).filter(({ until }) => until >= now);
    past.push({ item: before, until: now + this.#random.below(lagMilliseconds) });
    this.#past.set(key.pk, partition.set(key.sk, past));
    return true;
  }
}
