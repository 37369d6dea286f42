/** Summarizes the documents of one day: its words and its stories. Pure. */
import { giveWay } from '../giveWay.ts';
import type { DayStories, DayStory, DayWords } from '../ports/daySummaries.ts';
import type { Headline } from '../ports/search.ts';
import { headlineWords } from './headlineWords.ts';
import { groupVectors } from './stories.ts';
import type { Vector } from './storyVectors.ts';

/** A day with more documents gets a summary; the rows of others are read when somebody asks. */
export const fewDocuments = 100;

/** Documents of a story of a day. */
const mostListed = 200;
const mostEntities = 20;
const mostFeatures = 24;
/** Stories of a day. */
const mostStories = 1_000;
/** The precision of the values of features. */
const valueSteps = 10_000;

/** Documents whose words are found in one turn of the event loop. */
const documentsPerTurn = 256;

/** In how many documents each word of their titles and standfirsts is. */
export async function countWords(
  rows: readonly Pick<Headline, 'title' | 'standfirst'>[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [i, { title, standfirst }] of rows.entries()) {
    if (i % documentsPerTurn === documentsPerTurn - 1) await giveWay();
    for (const word of headlineWords(`${title} ${standfirst}`)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** @param rows of one day */
export async function summarizeWords(rows: readonly Headline[]): Promise<Pick<DayWords, 'words'>> {
  return { words: [...(await countWords(rows))].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** @param rows of one day */
export async function summarizeStories(
  rows: readonly Headline[],
): Promise<Pick<DayStories, 'stories' | 'more'>> {
  const { groups, vectorOf, names } = await groupVectors(rows);
  const stories = groups.slice(0, mostStories).map(({ documents }) => {
    const [listed, others] = [documents.slice(0, mostListed), documents.slice(mostListed)];
    return {
      documents: listed.map(({ id, token, source }) => ({ id, token, source })),
      more: { documents: others.length, sources: [...new Set(others.map(({ source }) => source))].sort() },
      entities: mostFrequentEntities(documents).slice(0, mostEntities),
      features: featuresOf(documents.map(vectorOf), names),
    };
  });
  return { stories, more: groups.length - stories.length };
}

/** The entities, each with the number of documents that have it, the most frequent first. */
export function mostFrequentEntities(
  documents: readonly Pick<Headline, 'entities'>[],
): [id: string, documents: number][] {
  const counts = new Map<string, number>();
  for (const { entities } of documents)
    for (const id of new Set(entities)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** The largest values of the mean of these vectors. */
function featuresOf(vectors: readonly Vector[], names: readonly string[]): DayStory['features'] {
  const sums = new Map<number, number>();
  for (const { features, values } of vectors)
    for (const [i, feature] of features.entries())
      sums.set(feature, (sums.get(feature) ?? 0) + (values[i] ?? 0));
  return [...sums]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, mostFeatures)
    .map(([feature, sum]) => [
      names[feature] ?? '',
      Math.round((sum / vectors.length) * valueSteps) / valueSteps,
    ]);
}
