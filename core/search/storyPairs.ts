/** How similar every two documents are, by the features that they share (stories.ts). Pure. */
import { bandCount, bandRows } from '../document/signature.ts';
import type { Headline } from '../ports/search.ts';
import { headlineWords } from './headlineWords.ts';

/** Documents further apart in time are not compared. */
const maxDaysApart = 3;
/** A single shared band may be chance. */
const minSharedBands = 2;
const entityWeight = 1.5;
/**
 * Added to an entity's rarity: unlike a word, an entity that all documents share still carries information.
 */
const entityRarity = 0.5;
/**
 * Features of more documents are not compared: they do not distinguish events, and the number of pairs grows
 * with the square.
 */
const maxDocumentsPerFeature = 200;

/** A number for every two documents, by their index. 5,000 documents take 50 MB. */
export class PairTable {
  readonly #values: Float32Array;
  readonly #starts: Float64Array;

  constructor(count: number) {
    this.#values = new Float32Array((count * (count - 1)) / 2);
    // The row of a document begins with the pair that it forms with the next one.
    this.#starts = Float64Array.from({ length: count }, (_, a) => (a * (2 * count - a - 1)) / 2 - a - 1);
  }

  of(a: number, b: number): number {
    const [first, second] = a < b ? [a, b] : [b, a];
    return this.#values[(this.#starts[first] ?? 0) + second] ?? 0;
  }

  /** @param b above `a` */
  set(a: number, b: number, value: number): void {
    this.#values[(this.#starts[a] ?? 0) + b] = value;
  }

  /** Adds to the pairs of these documents. @param near whether a pair counts; absent if all do */
  addAmong(indices: readonly number[], value: number, near?: (a: number, b: number) => boolean): void {
    for (let i = 0; i < indices.length; i++) {
      const a = indices[i] as number;
      const start = this.#starts[a] as number;
      for (let j = i + 1; j < indices.length; j++) {
        const b = indices[j] as number;
        if (near === undefined || near(a, b)) (this.#values[start + b] as number) += value;
      }
    }
  }

  /** Replaces each value by another one. */
  map(change: (value: number, a: number, b: number) => number): void {
    for (let a = 0, at = 0; a < this.#starts.length; a++)
      for (let b = a + 1; b < this.#starts.length; b++, at++) {
        const value = this.#values[at] as number;
        if (value !== 0) this.#values[at] = change(value, a, b);
      }
  }

  /** The pairs with at least this value. */
  forEachFrom(least: number, use: (a: number, b: number, value: number) => void): void {
    for (let a = 0, at = 0; a < this.#starts.length; a++)
      for (let b = a + 1; b < this.#starts.length; b++, at++) {
        const value = this.#values[at] as number;
        if (value >= least) use(a, b, value);
      }
  }
}

/** The similarity of every two documents; 0 if they share no rare feature or are too far apart. */
export function similarities(documents: readonly Headline[]): PairTable {
  const table = new PairTable(documents.length);
  const lengths = new Float64Array(documents.length);
  const near = nearness(documents);
  const kinds = [
    { values: documentsBy(documents, ({ entities }) => entities), factor: entityWeight, more: entityRarity },
    { values: documentsBy(documents, ({ lead }) => headlineWords(lead)), factor: 1, more: 0 },
  ];
  for (const { values, factor, more } of kinds)
    for (const having of values) {
      const weight = factor * (Math.log(documents.length / having.length) + more);
      for (const i of having) lengths[i] = (lengths[i] ?? 0) + weight * weight;
      if (having.length <= maxDocumentsPerFeature) table.addAmong(having, weight * weight, near);
    }
  const roots = lengths.map(Math.sqrt);
  table.map((product, a, b) => product / ((roots[a] ?? 0) * (roots[b] ?? 0) || 1));
  for (const [a, b, resemblance] of resemblances(documents, near))
    if (resemblance > table.of(a, b)) table.set(a, b, resemblance);
  return table;
}

type Near = ((a: number, b: number) => boolean) | undefined;

/** Whether two documents are close in time; `undefined` if all are. */
function nearness(documents: readonly Headline[]): Near {
  const days = documents.map(({ published }) => Date.parse(published) / (24 * 3600 * 1000));
  const known = days.filter((day) => !Number.isNaN(day));
  if (known.every((day) => Math.abs(day - (known[0] ?? 0)) <= maxDaysApart / 2)) return undefined;
  return (a, b) => !(Math.abs((days[a] ?? 0) - (days[b] ?? 0)) > maxDaysApart);
}

/** The documents that share each feature: those of features that one document alone has too. */
function documentsBy(
  documents: readonly Headline[],
  featuresOf: (document: Headline) => Iterable<string>,
): (readonly number[])[] {
  // Most features are of one document: a number takes less room than a list.
  const firsts = new Map<string, number>();
  const lists = new Map<string, number[]>();
  for (const [i, document] of documents.entries())
    for (const feature of featuresOf(document)) {
      const first = firsts.get(feature);
      if (first === undefined) {
        firsts.set(feature, i);
        continue;
      }
      const list = lists.get(feature);
      if (list !== undefined) {
        if (list.at(-1) !== i) list.push(i);
      } else if (first !== i) lists.set(feature, [first, i]);
    }
  const alone = [...firsts].filter(([feature]) => !lists.has(feature)).map(([, i]) => [i]);
  return [...lists.values(), ...alone];
}

/** The estimated share of common four-word sequences of every two documents that share several bands. */
function* resemblances(
  documents: readonly Headline[],
  near: Near,
): Generator<readonly [a: number, b: number, resemblance: number]> {
  const shared = new Map<number, number>();
  for (const having of documentsBy(documents, ({ bands }) => bands)) {
    if (having.length > maxDocumentsPerFeature) continue;
    for (const [i, a] of having.entries())
      for (const b of having.slice(i + 1)) {
        if (near?.(a, b) === false) continue;
        const key = a * documents.length + b;
        shared.set(key, (shared.get(key) ?? 0) + 1);
      }
  }
  for (const [key, bands] of shared)
    if (bands >= minSharedBands)
      yield [
        Math.floor(key / documents.length),
        key % documents.length,
        (bands / bandCount) ** (1 / bandRows),
      ];
}
