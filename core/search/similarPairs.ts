/** Pairs of similar items, found through the features that they share. Pure. */
import { giveWay } from '../giveWay.ts';
import { maxDocumentsPerFeature, type Vector } from './storyVectors.ts';

/** Items further apart in time are not compared. */
const maxDaysApart = 3;

/** Items that are compared with all others in one turn of the event loop. */
const itemsPerTurn = 256;

/** A document, or several that are one already. */
export interface StoryItem {
  /** The mean of its documents. */
  vector: Vector;
  /** How many documents it has. */
  size: number;
  /** A number that grows by one each day. */
  day: number;
}

/** More than the product of their vectors says about two items. */
export interface Resemblance {
  /** The item with the lower index. */
  a: number;
  b: number;
  /** How similar they are at least. */
  least: number;
}

export interface SimilarPair {
  a: number;
  b: number;
  similarity: number;
  /** How much of it is not in the product of the vectors. */
  beyond: number;
}

/** Whether items of these days are compared. An undated one (NaN) is near every day. */
export const areNear = (dayA: number, dayB: number): boolean => !(Math.abs(dayA - dayB) > maxDaysApart);

/**
 * The pairs that are at least so similar, by index.
 *
 * @param items by day
 * @param resemblances by index; those that say no more than the vectors have no effect
 */
export async function similarPairs(
  items: readonly StoryItem[],
  resemblances: readonly Resemblance[],
  least: number,
): Promise<SimilarPair[]> {
  const lists = itemsByFeature(items);
  const pairs: SimilarPair[] = [];
  const products = new Float64Array(items.length);
  let [at, tooLate] = [0, 0];
  for (const [a, { vector, day }] of items.entries()) {
    if (a % itemsPerTurn === itemsPerTurn - 1) await giveWay();
    while (tooLate < items.length && areNear(day, items[tooLate]?.day ?? day)) tooLate++;
    const touched: number[] = [];
    for (const [i, feature] of vector.features.entries())
      lists.addAfter(feature, vector.values[i] ?? 0, { products, touched, end: tooLate });
    const found = new Map<number, SimilarPair>();
    for (; resemblances[at]?.a === a; at++) {
      const { b, least: similarity } = resemblances[at] as Resemblance;
      const beyond = similarity - (products[b] ?? 0);
      if (b < tooLate && beyond > 0 && similarity >= least) found.set(b, { a, b, similarity, beyond });
    }
    for (const b of touched) {
      const similarity = products[b] ?? 0;
      products[b] = 0;
      if (similarity >= least && !found.has(b)) found.set(b, { a, b, similarity, beyond: 0 });
    }
    pairs.push(...[...found.values()].sort((one, other) => one.b - other.b));
  }
  return pairs;
}

interface Products {
  products: Float64Array;
  /** The items whose product is not 0 any more. */
  touched: number[];
  end: number;
}

/** The items that have each feature. Each list is walked once, as the items are taken one after the other. */
class ItemsByFeature {
  readonly #starts: Int32Array;
  readonly #next: Int32Array;
  readonly #items: Int32Array;
  readonly #values: Float64Array;

  constructor(starts: Int32Array, items: Int32Array, values: Float64Array) {
    this.#starts = starts;
    this.#next = starts.slice();
    this.#items = items;
    this.#values = values;
  }

  /** Adds to the product of the next item of this list with each item after it, before the one of `end`. */
  addAfter(feature: number, value: number, other: Products): void {
    const end = this.#starts[feature + 1] ?? 0;
    const next = (this.#next[feature] ?? 0) + 1;
    this.#next[feature] = next;
    if (end - (this.#starts[feature] ?? 0) > maxDocumentsPerFeature) return;
    const { products, touched } = other;
    for (let at = next; at < end; at++) {
      const b = this.#items[at] as number;
      if (b >= other.end) return;
      if (products[b] === 0) touched.push(b);
      (products[b] as number) += value * (this.#values[at] as number);
    }
  }
}

function itemsByFeature(items: readonly StoryItem[]): ItemsByFeature {
  let last = -1;
  for (const { vector } of items) last = Math.max(last, vector.features.at(-1) ?? -1);
  const starts = new Int32Array(last + 2);
  for (const { vector } of items) for (const feature of vector.features) addTo(starts, feature + 1, 1);
  for (let feature = 0; feature <= last; feature++) addTo(starts, feature + 1, starts[feature] ?? 0);
  const length = starts[last + 1] ?? 0;
  const [of, values, filled] = [new Int32Array(length), new Float64Array(length), starts.slice()];
  for (const [item, { vector }] of items.entries())
    for (const [i, feature] of vector.features.entries()) {
      const at = addTo(filled, feature, 1) - 1;
      of[at] = item;
      values[at] = vector.values[i] ?? 0;
    }
  return new ItemsByFeature(starts, of, values);
}

/** @returns the new number */
function addTo(numbers: Int32Array, at: number, more: number): number {
  const sum = (numbers[at] ?? 0) + more;
  numbers[at] = sum;
  return sum;
}
