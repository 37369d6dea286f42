/**
 * Groups documents about the same event: those that share rare people, places and words within a few days.
 * Pure, and independent of the order in which documents arrive: nothing is stored that a later document would
 * have to change. Documents that their provider withdrew are in no group.
 *
 * The similarity of two documents is the cosine of their vectors: each entity and each word of the lead
 * (which begins with the title), weighted by its rarity among the given documents (`ln(N/df)`, more for
 * entities). If two bodies share near-duplicate bands, the number of shared bands estimates the share s of
 * four-word sequences that they have in common (a band agrees with probability s⁴), and the higher value
 * counts. `clusters.ts` joins documents while they are similar on average.
 */
import { dayMilliseconds } from '../dates/calendar.ts';
import type { Headline } from '../ports/search.ts';
import { clusters } from './clusters.ts';
import { resemblances } from './resemblances.ts';
import { storyVectors, type Vector } from './storyVectors.ts';

export const minSimilarity = 0.2;

export interface StoryGroup {
  /** Sorted by similarity to the rest of the group, the most central first. */
  documents: Headline[];
}

/** Groups of at least two documents, sorted by number of sources, then by number of documents. */
export async function groupStories(rows: readonly Headline[]): Promise<StoryGroup[]> {
  return (await groupVectors(rows)).groups;
}

/**
 * The same groups, with what they rest on.
 *
 * @returns `names`: the features by their number
 */
export async function groupVectors(
  rows: readonly Headline[],
): Promise<{ groups: StoryGroup[]; vectorOf: (document: Headline) => Vector; names: string[] }> {
  const documents = rows
    .filter(({ status }) => status !== 'canceled')
    .sort((a, b) => compareTexts(a.published, b.published) || compareTexts(a.id, b.id));
  const { vectors, names } = await storyVectors(documents);
  const items = vectors.map((vector, i) => ({
    vector,
    size: 1,
    day: dayNumber(documents[i]?.published ?? ''),
  }));
  const groups = (await clusters(items, await resemblances(documents), minSimilarity))
    .map((group) => ({ documents: group.map((i) => documents[i] as Headline) }))
    .sort(byRank);
  const byDocument = new Map(documents.map((document, i) => [document, vectors[i] as Vector]));
  const nothing = { features: new Int32Array(), values: new Float64Array() };
  return { groups, vectorOf: (document) => byDocument.get(document) ?? nothing, names };
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @param day YYYY-MM-DD */
export const dayNumber = (day: string): number => Date.parse(day) / dayMilliseconds;

/** The sort key of a story group, compared by `compareRanks`. */
function rankOf({ documents }: StoryGroup): [sources: number, documents: number, lead: string] {
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
