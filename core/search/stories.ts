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
import { clusters } from './clusters.ts';
import { resemblances } from './resemblances.ts';
import { storyVectors } from './storyVectors.ts';

export const minSimilarity = 0.2;
const dayMilliseconds = 24 * 3600 * 1000;

export interface StoryGroup {
  /** Sorted by similarity to the rest of the group, the most central first. */
  documents: Headline[];
}

/** Groups of at least two documents, sorted by number of sources, then by number of documents. */
export function groupStories(rows: readonly Headline[]): StoryGroup[] {
  const documents = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const items = storyVectors(documents).vectors.map((vector, i) => ({
    vector,
    size: 1,
    day: Date.parse(documents[i]?.published ?? '') / dayMilliseconds,
  }));
  return clusters(items, resemblances(documents), minSimilarity)
    .map((group) => ({ documents: group.map((i) => documents[i] as Headline) }))
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
