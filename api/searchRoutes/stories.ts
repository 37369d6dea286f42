/** GET /v1/stories */

import * as z from 'zod';
import { dayOf, daysAfter } from '../../core/dates/interval.ts';
import type { Table } from '../../core/ports/table.ts';
import { resolveMembers } from '../../core/queries/identity.ts';
import { compareRanks, groupStories, rankOf, type StoryGroup } from '../../core/search/stories.ts';
import type { SearchDeps } from '../deps.ts';
import { readCurrentDocuments } from '../documents/currentDocuments.ts';
import { type EntityName, entityName, readEntityNames } from '../entities/entityName.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { boundParameter, checkRange, entitiesParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/** Only the newest documents of the range are grouped. */
const maxDocuments = 5_000;
/** Shown per story. */
const maxHeadlines = 50;
const maxEntities = 5;
/** Without a range: today and the two days before. */
const defaultDays = 3;

const headline = z.object({ id: z.string(), title: z.string(), source: z.string(), published: z.string() });

const storyItem = z.object({
  /** Id and title of the most central document. */
  id: z.string(),
  title: z.string(),
  documents: z.number().int(),
  sources: z.array(z.string()),
  /** Days of publication. */
  first: z.string(),
  last: z.string(),
  /** The most frequent entities, each with the number of documents that have it. */
  entities: z.array(entityName.extend({ documents: z.number().int() })),
  timeline: z.array(z.object({ date: z.string(), documents: z.number().int() })),
  /** The most central document first, then by similarity to the others. */
  headlines: z.array(headline),
});
const storyList = listSchema(storyItem);

const rankPosition = z.tuple([z.number().int(), z.number().int(), z.string()]);

export const storiesRoute = route(
  {
    path: '/v1/stories',
    summary: 'Events that several documents report, those with most sources first.',
    parameters: { from: boundParameter, to: boundParameter, entity: entitiesParameter, ...pageParameters },
    responses: { [jsonMediaType]: storyList },
  },
  async (c, params, { table, search, clock, cursorKeys }: SearchDeps) => {
    const { from, to } = checkRange('to', params.from, params.to);
    const { after, next } = await readPageCursor(c, cursorKeys, params, rankPosition);
    const last = to?.day ?? dayOf(clock());
    const days = { from: from?.day ?? daysAfter(last, 1 - defaultDays), to: last };
    const { rows, more } = await search.publishedBetween(
      { ...days, entities: await resolveMembers(table, params.entity) },
      maxDocuments,
    );
    const stories = groupStories(rows);
    const rest = stories.filter((each) => after === undefined || compareRanks(after, rankOf(each)) < 0);
    const page = rest.slice(0, params.limit);
    const lastShown = page.length < rest.length ? page.at(-1) : undefined;
    const shown = await withoutStale(table, page);
    const entityCounts = shown.map(countEntities);
    const names = await readEntityNames(
      table,
      entityCounts.flatMap((each) => each.map(([id]) => id)),
    );
    return jsonResponse(c, storyList, {
      items: shown.map((each, i) => toStoryItem(each, entityCounts[i] ?? [], names)),
      next: next(lastShown && rankOf(lastShown)),
      partial: more ? { read: rows.length, message: partialMessage(rows.length) } : undefined,
    });
  },
);

/**
 * Leaves out documents that are gone or were written again since their rows were made, as far as they are
 * shown; and stories that have one document then.
 */
async function withoutStale(table: Table, stories: readonly StoryGroup[]): Promise<StoryGroup[]> {
  const shown = stories.flatMap(({ documents }) => documents.slice(0, maxHeadlines));
  const current = new Set((await readCurrentDocuments(table, shown)).map(({ doc }) => doc));
  const stale = new Set(shown.map(({ id }) => id).filter((id) => !current.has(id)));
  return stories
    .map(({ documents }) => ({ documents: documents.filter(({ id }) => !stale.has(id)) }))
    .filter(({ documents }) => documents.length > 1);
}

function partialMessage(documents: number): string {
  return `Only the newest ${documents} documents of the range are grouped. Narrow it with from and to.`;
}

function toStoryItem(
  { documents }: StoryGroup,
  entityCounts: readonly [string, number][],
  names: (id: string) => EntityName,
): z.infer<typeof storyItem> {
  const [lead] = documents;
  const days = countValues(documents.map(({ published }) => published)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    id: lead?.id ?? '',
    title: lead?.title ?? '',
    documents: documents.length,
    sources: [...new Set(documents.map(({ source }) => source))].sort(),
    first: days[0]?.[0] ?? '',
    last: days.at(-1)?.[0] ?? '',
    entities: entityCounts.map(([id, count]) => ({ ...names(id), documents: count })),
    timeline: days.map(([date, count]) => ({ date, documents: count })),
    headlines: documents
      .slice(0, maxHeadlines)
      .map(({ id, title, source, published }) => ({ id, title, source, published })),
  };
}

/** The entities of a story in the most documents, with their numbers of documents. */
function countEntities({ documents }: StoryGroup): [string, number][] {
  return countValues(documents.flatMap(({ entities: own }) => [...new Set(own)]))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, maxEntities);
}

function countValues(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}
