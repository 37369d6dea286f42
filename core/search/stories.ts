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
import type { Headline } from '../ports/search.ts';
import { type PairTable, similarities } from './storyPairs.ts';

const minSimilarity = 0.2;

export interface StoryGroup {
  /** Sorted by similarity to the rest of the group, the most central first. */
  documents: Headline[];
}

/** Groups of at least two documents, sorted by number of sources, then by number of documents. */
export function groupStories(rows: readonly Headline[]): StoryGroup[] {
  const documents = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const pairs = similarities(documents);
  return cluster(documents.length, pairs)
    .filter((group) => group.length > 1)
    .map((group) => ({ documents: byCentrality(group, pairs).map((i) => documents[i] as Headline) }))
    .sort(byRank);
}

/** The sort key of a story group, compared by `compareRanks`. */
export function rankOf({ documents }: StoryGroup): [sources: number, documents: number, lead: string] {
  return [new Set(documents.map(({ source }) => source)).size, documents.length, documents[0]?.id ?? ''];
}

function byRank(a: StoryGroup, b: StoryGroup): number {
  return compareRanks(rankOf(a), rankOf(b));
}

/** Orders by the first number and then the second, the highest first; then by id. */
export function compareRanks(
  a: readonly [number, number, string],
  b: readonly [number, number, string],
): number {
  return b[0] - a[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}

/** Average-linkage clustering, most similar pairs first. */
function cluster(count: number, pairs: PairTable): number[][] {
  const groups = Array.from({ length: count }, (_, i) => [i]);
  const groupOf = Array.from({ length: count }, (_, i) => i);
  for (const [a, b] of similarPairs(count, pairs)) {
    const [into, from] = [groupOf[a] ?? a, groupOf[b] ?? b];
    const [kept, gone] = [groups[into] ?? [], groups[from] ?? []];
    if (into === from || averageBetween(kept, gone, pairs) < minSimilarity) continue;
    for (const i of gone) groupOf[i] = into;
    kept.push(...gone);
    groups[from] = [];
  }
  return groups;
}

/** Steps in which similarities are compared: with a pair's number they fit into 53 bits. */
const similaritySteps = 2 ** 27;

/** The pairs above the threshold, most similar first, then by index. */
function* similarPairs(count: number, pairs: PairTable): Generator<readonly [a: number, b: number]> {
  const keys: number[] = [];
  pairs.forEachFrom(minSimilarity, (a, b, similarity) =>
    keys.push(Math.round((1 - similarity) * similaritySteps) * count * count + a * count + b),
  );
  // Typed arrays sort numbers without a call per comparison.
  for (const key of Float64Array.from(keys).sort()) {
    const pair = key % (count * count);
    yield [Math.floor(pair / count), pair % count];
  }
}

function averageBetween(one: readonly number[], other: readonly number[], pairs: PairTable): number {
  let sum = 0;
  for (const a of one) for (const b of other) sum += pairs.of(a, b);
  return sum / (one.length * other.length);
}

/** By the sum of a document's similarities to the others of its group. */
function byCentrality(group: readonly number[], pairs: PairTable): number[] {
  const centrality = new Map(
    group.map((a) => [a, group.reduce((sum, b) => (a === b ? sum : sum + pairs.of(a, b)), 0)]),
  );
  return [...group].sort((a, b) => (centrality.get(b) ?? 0) - (centrality.get(a) ?? 0) || a - b);
}
