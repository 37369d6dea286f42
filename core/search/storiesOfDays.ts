/**
 * Stories of several days, joined from the stories of each: with average linkage, as documents are joined to
 * stories of a day. A story of a day stands for its documents by their mean vector. Pure.
 */
import type { DayStories, DayStory } from '../ports/daySummaries.ts';
import { clusters } from './clusters.ts';
import { mostFrequentEntities } from './daySummary.ts';
import { compareRanks, dayNumber, minSimilarity, type StoryGroup } from './stories.ts';
import type { Vector } from './storyVectors.ts';

export interface Story {
  /** The most central first. */
  documents: { id: string; token: number; source: string; published: string }[];
  /** By day, those that are not listed. */
  more: { day: string; documents: number; sources: readonly string[] }[];
  /** The most frequent entities, each with its number of documents. */
  entities: (readonly [id: string, documents: number])[];
}

export type StoryRank = [sources: number, documents: number, lead: string];

/** What stories are ordered by: most sources, then most documents, then the id of the first document. */
export function rankOfStory({ documents, more }: Story): StoryRank {
  const count = more.reduce((sum, day) => sum + day.documents, documents.length);
  return [sourcesOf({ documents, more }).size, count, documents[0]?.id ?? ''];
}

/** The sources of a story's documents, also of those that are only counted. */
export function sourcesOf({ documents, more }: Pick<Story, 'documents' | 'more'>): Set<string> {
  return new Set([...documents.map(({ source }) => source), ...more.flatMap((day) => day.sources)]);
}

/** A group of documents as a story that lists all of them. */
export const storyOfGroup = ({ documents }: StoryGroup): Story => ({
  documents: documents.map(({ id, token, source, published }) => ({ id, token, source, published })),
  more: [],
  entities: mostFrequentEntities(documents),
});

/** Those with most sources first, then those with most documents. */
export async function joinDays(days: readonly Pick<DayStories, 'day' | 'stories'>[]): Promise<Story[]> {
  const byDay = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const all = byDay.flatMap(({ day, stories }) => stories.map((story) => ({ day, story })));
  const numbers = new Map<string, number>();
  const items = all.map(({ day, story }) => ({
    vector: vectorOf(story, numbers),
    size: sizeOf(story),
    day: dayNumber(day),
  }));
  // The stories of one day were compared with one another, document by document.
  const joined = days.length > 1 ? await clusters(items, [], minSimilarity) : [];
  const inOthers = new Set(joined.flat());
  const alone = [...all.keys()].filter((i) => !inOthers.has(i)).map((i) => [i]);
  return [...joined, ...alone]
    .map((group) => storyOf(group.flatMap((i) => all[i] ?? [])))
    .map((story) => ({ story, rank: rankOfStory(story) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .map(({ story }) => story);
}

const sizeOf = ({ documents, more }: DayStory): number => documents.length + more.documents;

function vectorOf({ features }: DayStory, numbers: Map<string, number>): Vector {
  const numbered = features.map(([feature, value]) => {
    const number = numbers.get(feature) ?? numbers.size;
    numbers.set(feature, number);
    return [number, value] as const;
  });
  numbered.sort(([a], [b]) => a - b);
  return {
    features: Int32Array.from(numbered, ([number]) => number),
    values: Float64Array.from(numbered, ([, value]) => value),
  };
}

/** The largest part first: it leads. */
function storyOf(parts: readonly { day: string; story: DayStory }[]): Story {
  const largestFirst = parts.toSorted((a, b) => sizeOf(b.story) - sizeOf(a.story));
  const entities = new Map<string, number>();
  for (const { story } of parts)
    for (const [id, documents] of story.entities) entities.set(id, (entities.get(id) ?? 0) + documents);
  return {
    documents: largestFirst.flatMap(({ day, story }) =>
      story.documents.map((document) => ({ ...document, published: day })),
    ),
    more: parts.flatMap(({ day, story: { more } }) => (more.documents === 0 ? [] : [{ day, ...more }])),
    entities: [...entities].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
  };
}
