/**
 * Groups documents about the same event: those that share rare people, places and words within a few days.
 * Pure, and independent of the order in which documents arrive: nothing is stored that a later document would
 * have to change.
 *
 * The similarity of two documents is the cosine of their vectors: each entity and each word of the lead
 * (which begins with the title), weighted by its rarity among the given documents (`ln(N/df)`, more for
 * entities). If two bodies share near-duplicate bands, the number of shared bands estimates the share s of
 * four-word sequences that they have in common (a band agrees with probability s⁴), and the higher value
 * counts. Clustering joins the most similar pairs first. It joins two groups only while the average over all
 * pairs between them is above a threshold, so that a chain of similar documents does not merge two events.
 */
import { bandCount, bandRows } from '../document/signature.ts';
import type { Headline } from '../ports/search.ts';
import { headlineWords } from './headlineWords.ts';

/** Documents further apart in time are not compared. */
const maxDaysApart = 3;
const minSimilarity = 0.2;
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

export interface StoryGroup {
  /** Sorted by similarity to the rest of the group, the most central first. */
  documents: Headline[];
}

/** Groups of at least two documents, sorted by number of sources, then by number of documents. */
export function groupStories(rows: readonly Headline[]): StoryGroup[] {
  const documents = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const pairs = pairsOf(documents);
  const groups = cluster(documents.length, pairs).filter((group) => group.length > 1);
  const centrality = centralityWithin(groups, pairs, documents.length);
  return groups
    .map((group) => ({ documents: byCentrality(group, centrality).map((i) => documents[i] as Headline) }))
    .sort(byRank);
}

/** The sort key of a story group, compared by `compareRanks`. */
export function rankOf({ documents }: StoryGroup): [sources: number, documents: number, lead: string] {
  return [new Set(documents.map(({ source }) => source)).size, documents.length, documents[0]?.id ?? ''];
}

function byRank(a: StoryGroup, b: StoryGroup): number {
  return compareRanks(rankOf(a), rankOf(b));
}

export function compareRanks(
  a: readonly [number, number, string],
  b: readonly [number, number, string],
): number {
  return b[0] - a[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}

/** Two documents by their index, with `a < b`. */
interface Pair {
  a: number;
  b: number;
  similarity: number;
}

/** Every two documents that share a rare feature. */
function pairsOf(documents: readonly Headline[]): Pair[] {
  const documentsByFeature = new Map<string, number[]>();
  for (const [i, document] of documents.entries()) {
    for (const feature of featuresOf(document)) {
      const having = documentsByFeature.get(feature);
      if (having === undefined) documentsByFeature.set(feature, [i]);
      else having.push(i);
    }
  }
  const dotProducts = new Map<number, number>();
  const squaredLengths = new Array<number>(documents.length).fill(0);
  const sharedBands = new Map<number, number>();
  const days = documents.map(({ published }) => Date.parse(published) / (24 * 3600 * 1000));
  const pairKey = (a: number, b: number) => a * documents.length + b;
  for (const [feature, having] of documentsByFeature) {
    const rarity = Math.log(documents.length / having.length);
    const weight = feature.startsWith('entity ') ? entityWeight * (rarity + entityRarity) : rarity;
    const isBand = feature.startsWith('band ');
    if (!isBand) for (const i of having) squaredLengths[i] = (squaredLengths[i] ?? 0) + weight * weight;
    if (having.length > maxDocumentsPerFeature) continue;
    for (const [n, a] of having.entries()) {
      for (const b of having.slice(n + 1)) {
        if (Math.abs((days[a] ?? 0) - (days[b] ?? 0)) > maxDaysApart) continue;
        const key = pairKey(a, b);
        if (isBand) sharedBands.set(key, (sharedBands.get(key) ?? 0) + 1);
        else dotProducts.set(key, (dotProducts.get(key) ?? 0) + weight * weight);
      }
    }
  }
  for (const key of sharedBands.keys()) if (!dotProducts.has(key)) dotProducts.set(key, 0);
  return [...dotProducts].map(([key, dotProduct]) => {
    const [a, b] = [Math.floor(key / documents.length), key % documents.length];
    const cosine = dotProduct / (Math.sqrt((squaredLengths[a] ?? 0) * (squaredLengths[b] ?? 0)) || 1);
    const shared = sharedBands.get(key) ?? 0;
    const resemblance = shared < minSharedBands ? 0 : (shared / bandCount) ** (1 / bandRows);
    return { a, b, similarity: Math.max(cosine, resemblance) };
  });
}

function featuresOf({ entities, lead, bands }: Headline): Set<string> {
  return new Set([
    ...entities.map((entity) => `entity ${entity}`),
    ...[...headlineWords(lead)].map((word) => `word ${word}`),
    ...bands.map((band) => `band ${band}`),
  ]);
}

/** Average-linkage clustering, most similar pairs first. */
function cluster(count: number, pairs: readonly Pair[]): number[][] {
  const groups = new Map<number, number[]>(Array.from({ length: count }, (_, i) => [i, [i]]));
  const groupOf = Array.from({ length: count }, (_, i) => i);
  /** The sum of similarities over all pairs between two groups. */
  const sums = new Map<number, Map<number, number>>();
  const add = (a: number, b: number, sum: number) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const row = sums.get(from) ?? new Map<number, number>();
      sums.set(from, row.set(to, (row.get(to) ?? 0) + sum));
    }
  };
  for (const { a, b, similarity } of pairs) add(a, b, similarity);
  const order = [...pairs].sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
  for (const { a, b, similarity } of order) {
    if (similarity < minSimilarity) break;
    const [into, from] = [groupOf[a] ?? a, groupOf[b] ?? b];
    const [kept, gone] = [groups.get(into), groups.get(from)];
    if (into === from || kept === undefined || gone === undefined) continue;
    if ((sums.get(into)?.get(from) ?? 0) / (kept.length * gone.length) < minSimilarity) continue;
    for (const [other, sum] of sums.get(from) ?? []) {
      sums.get(other)?.delete(from);
      if (other !== into) add(into, other, sum);
    }
    sums.delete(from);
    for (const i of gone) groupOf[i] = into;
    kept.push(...gone);
    groups.delete(from);
  }
  return [...groups.values()];
}

/** The sum of each document's similarities to the others of its group. */
function centralityWithin(groups: readonly number[][], pairs: readonly Pair[], count: number): Float64Array {
  const groupOf = new Int32Array(count).fill(-1);
  for (const [n, group] of groups.entries()) for (const i of group) groupOf[i] = n;
  const centrality = new Float64Array(count);
  for (const { a, b, similarity } of pairs) {
    if (groupOf[a] === -1 || groupOf[a] !== groupOf[b]) continue;
    centrality[a] = (centrality[a] ?? 0) + similarity;
    centrality[b] = (centrality[b] ?? 0) + similarity;
  }
  return centrality;
}

function byCentrality(group: readonly number[], centrality: Float64Array): number[] {
  return [...group].sort((a, b) => (centrality[b] ?? 0) - (centrality[a] ?? 0) || a - b);
}
