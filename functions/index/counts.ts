/** Counts postings one by one, in bounded memory, and adds counts up. Pure. */
import type { Counts, Parts, Posting } from '../../core/records/entity.ts';
import { longestShard } from '../../core/records/keys.ts';

/**
 * The forms of one id differ only in case, accents and punctuation, so more than this are not natural. The
 * rarest are left out of the counts (but not of the postings). This keeps rows below DynamoDB's 400 KB: a
 * month has at most 31 days of 4 KB of forms and twice 2 KB of other names and roles.
 */
export const formsKept = 50;
export const dayBytes = { forms: 4 * 1024, also: 2 * 1024 };
/** A day has up to sixteen of these beside its sum. */
export const shardBytes = { forms: 1024, also: 256 };
/** Different names that are counted in the postings of one shard; further ones are left out. */
const formsCounted = 1000;

/** For `sort`: the highest count first, then by name. */
export const byCountThenName = ([a, m]: [string, number], [b, n]: [string, number]): number =>
  n - m || (a < b ? -1 : 1);

type Names = Map<string, number>;

/**
 * Counts the postings of a day in the order of their documents' ids. Names are left out per shard and then
 * per sum of sixteen shards, so that the result is the same however many shards the day is counted by.
 */
export class PostingCounter {
  readonly #digits: number;
  readonly #shards = new Map<string, Counts>();
  /** The closed parts of the open shard with 0, 1, … digits. */
  readonly #parts: Counts[][] = Array.from({ length: longestShard }, () => []);
  #open: string | undefined;
  #documents = 0;
  #mentions = 0;
  #forms: Names = new Map();
  #also: Names = new Map();
  #roles: Names = new Map();

  /** @param digits of the shards whose counts it returns beside those of the day */
  constructor(digits: number) {
    this.#digits = digits;
  }

  add({ doc, mentions, form, also = [], role, via, moved }: Posting): void {
    const shard = doc.slice(0, longestShard);
    if (shard !== this.#open)
      this.#close(this.#open === undefined ? longestShard : common(shard, this.#open));
    this.#open = shard;
    this.#documents++;
    this.#mentions += mentions;
    // A name that a link or a decision put here is no full form of the entity's name.
    count(via === undefined && !moved ? this.#forms : this.#also, form);
    for (const name of also) count(this.#also, name);
    if (role !== undefined) count(this.#roles, role);
  }

  /** The counts of all, and by shard. */
  finish(): { counts: Counts; shards: ReadonlyMap<string, Counts> } {
    if (this.#open !== undefined) this.#close(0);
    return { counts: addCounts(this.#parts[0] ?? [], dayBytes), shards: this.#shards };
  }

  /** Closes the open shards with more than so many digits. */
  #close(digits: number): void {
    for (let each = longestShard; each > digits; each--) {
      const counts = each === longestShard ? this.#take() : addCounts(this.#parts[each]?.splice(0) ?? []);
      if (each === this.#digits) {
        const shard = (this.#open ?? '').slice(0, each);
        const known = this.#shards.get(shard);
        this.#shards.set(shard, known === undefined ? counts : addCounts([known, counts]));
      }
      this.#parts[each - 1]?.push(counts);
    }
  }

  #take(): Counts {
    const counts = keepCommonest(
      this.#documents,
      this.#mentions,
      [this.#forms, this.#also, this.#roles],
      shardBytes,
    );
    this.#documents = 0;
    this.#mentions = 0;
    for (const names of [this.#forms, this.#also, this.#roles]) names.clear();
    return counts;
  }
}

/** The counts of a day's postings, or of a shard's. */
export function countPostings(postings: readonly Posting[]): Counts {
  const counter = new PostingCounter(0);
  for (const each of postings.toSorted((a, b) => (a.doc < b.doc ? -1 : 1))) counter.add(each);
  return counter.finish().counts;
}

/** Adds up the counts of shards: to those of a shard, or of a day. */
export function addParts(parts: Parts, kept = shardBytes): Counts {
  const sorted = Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1));
  return addCounts(
    sorted.map(([, counts]) => counts),
    kept,
  );
}

/** The same counts by shards of fewer digits. */
export function byFewerDigits(shards: ReadonlyMap<string, Counts>, digits: number): Map<string, Counts> {
  const sorted = [...shards].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = Map.groupBy(sorted, ([shard]) => shard.slice(0, digits));
  return new Map([...groups].map(([shard, its]) => [shard, addCounts(its.map(([, counts]) => counts))]));
}

/** Adds up the counts of shards, which are in the order of their digits. */
function addCounts(parts: readonly Counts[], kept = shardBytes): Counts {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const [forms, also, roles] = [new Map(), new Map(), new Map()] as [Names, Names, Names];
  let [documents, mentions] = [0, 0];
  for (const part of parts) {
    documents += part.documents;
    mentions += part.mentions;
    for (const [into, names] of [
      [forms, part.forms],
      [also, part.also],
      [roles, part.roles],
    ] as const)
      for (const [name, times] of Object.entries(names)) count(into, name, times);
  }
  return keepCommonest(documents, mentions, [forms, also, roles], kept);
}

function keepCommonest(
  documents: number,
  mentions: number,
  [forms, also, roles]: readonly [Names, Names, Names],
  kept: typeof dayBytes,
): Counts {
  return {
    documents,
    mentions,
    forms: commonest(forms, kept.forms),
    also: commonest(also, kept.also),
    roles: commonest(roles, kept.also),
  };
}

/** The most frequent names, up to this many bytes. */
function commonest(counts: Names, bytesKept: number): Record<string, number> {
  let bytes = 0;
  const kept = [...counts]
    .sort(byCountThenName)
    .slice(0, formsKept)
    .filter(([name]) => {
      bytes += Buffer.byteLength(name);
      return bytes <= bytesKept;
    });
  return Object.fromEntries(kept);
}

function count(names: Names, name: string, times = 1): void {
  const known = names.get(name);
  if (known !== undefined || names.size < formsCounted) names.set(name, (known ?? 0) + times);
}

/** How many digits two shards have in common at their beginning. */
function common(a: string, b: string): number {
  let digits = 0;
  while (digits < a.length && a[digits] === b[digits]) digits++;
  return digits;
}
