/**
 * Average-linkage clustering: joins the most similar pairs first, and two groups only while the average over
 * all pairs between them is above a threshold, so that a chain of similar documents does not merge two
 * events. The sum over all pairs between two groups is the product of the sums of their vectors, so no table
 * of all pairs is needed. Pure.
 */
import { giveWay } from '../giveWay.ts';
import { areNear, type Resemblance, type SimilarPair, type StoryItem, similarPairs } from './similarPairs.ts';

/** The items of a group, the most central one first. */
export type Cluster = number[];

/** Pairs that are decided in one turn of the event loop. */
const pairsPerTurn = 1_000;
/** Groups that are put in order in one turn. */
const groupsPerTurn = 64;

/** Differences below this are of rounding: they must not decide. */
const steps = 2 ** 20;
const rounded = (value: number): number => Math.round(value * steps);

class Group {
  readonly members: number[];
  size: number;
  /** Sums of the vectors by day: days far apart are not compared. */
  readonly days: Map<number, Map<number, number>>;

  constructor(index: number, { vector, size, day }: StoryItem) {
    this.members = [index];
    this.size = size;
    const sums = new Map<number, number>();
    for (const [i, feature] of vector.features.entries()) sums.set(feature, (vector.values[i] ?? 0) * size);
    this.days = new Map([[day, sums]]);
  }

  take(other: Group): void {
    this.members.push(...other.members);
    this.size += other.size;
    for (const [day, sums] of other.days) {
      const own = this.days.get(day);
      if (own === undefined) this.days.set(day, sums);
      else for (const [feature, sum] of sums) own.set(feature, (own.get(feature) ?? 0) + sum);
    }
  }

  /** The sum of the similarities of all pairs. */
  product(other: Group): number {
    let sum = 0;
    for (const [day, own] of this.days)
      for (const [otherDay, sums] of other.days) if (areNear(day, otherDay)) sum += productOf(own, sums);
    return sum;
  }
}

function productOf(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [feature, value] of few) sum += value * (many.get(feature) ?? 0);
  return sum;
}

/**
 * Groups items that are similar on average.
 *
 * @param items by day
 * @param resemblances by index
 * @param least the average similarity of all pairs of a group, 0 to 1
 * @returns the groups of at least two items, by their indexes
 */
export async function clusters(
  items: readonly StoryItem[],
  resemblances: readonly Resemblance[],
  least: number,
): Promise<Cluster[]> {
  const pairs = await similarPairs(items, resemblances, least);
  const groups = new Groups(items, pairs);
  for (const [i, { a, b }] of mostSimilarFirst(pairs).entries()) {
    if (i % pairsPerTurn === pairsPerTurn - 1) await giveWay();
    groups.join(a, b, least);
  }
  return groups.all();
}

function mostSimilarFirst(pairs: readonly SimilarPair[]): SimilarPair[] {
  // Typed arrays sort numbers without a call per comparison.
  const keys = Float64Array.from(
    pairs,
    ({ similarity }, i) => (2 * steps - rounded(similarity)) * pairs.length + i,
  );
  return Array.from(keys.sort(), (key) => pairs[key % pairs.length] as SimilarPair);
}

class Groups {
  readonly #items: readonly StoryItem[];
  /** By item; most stay alone, and need none. */
  readonly #groups = new Map<number, Group>();
  readonly #beyond = new Map<number, [other: number, beyond: number][]>();
  /** Groups that were compared, with their size then. */
  readonly #refused = new Map<number, number>();

  constructor(items: readonly StoryItem[], pairs: readonly SimilarPair[]) {
    this.#items = items;
    for (const { a, b, beyond } of pairs) {
      if (beyond === 0) continue;
      this.#noteBeyond(a, b, beyond);
      this.#noteBeyond(b, a, beyond);
    }
  }

  #noteBeyond(of: number, other: number, beyond: number): void {
    const known = this.#beyond.get(of);
    if (known === undefined) this.#beyond.set(of, [[other, beyond]]);
    else known.push([other, beyond]);
  }

  /** Joins the groups of two items, if they are similar enough on average. */
  join(a: number, b: number, least: number): void {
    const [into, from] = [this.#of(a), this.#of(b)];
    if (into === from) return;
    const key = (into.members[0] ?? 0) * this.#items.length + (from.members[0] ?? 0);
    const size = into.size + from.size;
    if (this.#refused.get(key) === size) return;
    const sum = into.product(from) + this.#beyondBetween(into, from);
    if (rounded(sum / (into.size * from.size)) < rounded(least)) {
      this.#refused.set(key, size);
      return;
    }
    const [large, small] = into.members.length < from.members.length ? [from, into] : [into, from];
    for (const member of small.members) this.#groups.set(member, large);
    large.take(small);
  }

  async all(): Promise<Cluster[]> {
    const found: Cluster[] = [];
    for (const group of new Set(this.#groups.values())) {
      if (group.members.length === 1) continue;
      if (found.length % groupsPerTurn === groupsPerTurn - 1) await giveWay();
      found.push(this.#byCentrality(group));
    }
    return found;
  }

  #of(item: number): Group {
    const known = this.#groups.get(item);
    if (known !== undefined) return known;
    const group = new Group(item, this.#items[item] as StoryItem);
    this.#groups.set(item, group);
    return group;
  }

  #beyondBetween(one: Group, other: Group): number {
    if (this.#beyond.size === 0) return 0;
    const [few, many] = one.members.length < other.members.length ? [one, other] : [other, one];
    let sum = 0;
    for (const item of few.members)
      for (const [partner, beyond] of this.#beyond.get(item) ?? [])
        if (this.#groups.get(partner) === many) sum += beyond;
    return sum;
  }

  /** By the sum of an item's similarities to the others of its group. */
  #byCentrality(group: Group): Cluster {
    const centrality = new Map<number, number>();
    for (const item of group.members) {
      const alone = new Group(item, this.#items[item] as StoryItem);
      const sum = alone.product(group) - alone.product(alone) + this.#beyondBetween(alone, group);
      centrality.set(item, rounded(sum / alone.size));
    }
    return group.members.sort((a, b) => (centrality.get(b) ?? 0) - (centrality.get(a) ?? 0) || a - b);
  }
}
