/** GET /v1/stories */

import * as z from 'zod';
import { dayOf, daysAfter } from '../../core/dates/interval.ts';
import type { Table } from '../../core/ports/table.ts';
import { resolveMembers } from '../../core/queries/names/memberIds.ts';
import { findStories } from '../../core/queries/summaries/stories.ts';
import { compareRanks } from '../../core/search/stories.ts';
import { rankOfStory, type Story, sourcesOf } from '../../core/search/storiesOfDays.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { readCurrentDocuments } from '../documents/currentDocuments.ts';
import { type EntityName, entityName, readEntityNames } from '../entities/entityName.ts';
import { listSchema, pageOf, pageParameters, readPageCursor } from '../http/page.ts';
import { dayRangeParameters, entitiesParameter, readDayRange } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

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
const storyList = listSchema(storyItem).extend({
  /** Stories of days with many documents come from summaries: when that of the newest day was made. */
  asOf: z.string().optional(),
});

const rankPosition = z.tuple([z.number().int(), z.number().int(), z.string()]);

export const storiesRoute = route(
  {
    path: '/v1/stories',
    summary: 'Events that several documents report, those with most sources first.',
    parameters: { ...dayRangeParameters, entity: entitiesParameter, ...pageParameters },
    responses: { [jsonMediaType]: storyList },
  },
  async (c, params, { table, search, clock, cursorKeys, authority }: SearchDependencies) => {
    const { from, to: lastDay = dayOf(clock()) } = readDayRange(params);
    const { after, next } = await readPageCursor(c, cursorKeys, params, rankPosition);
    const days = { from: from ?? daysAfter(lastDay, 1 - defaultDays), to: lastDay };
    const entities = await resolveMembers({ table, authority }, params.entity);
    const { stories, asOf, partial } = await findStories(search, days, entities);
    const rest = stories.filter((each) => after === undefined || compareRanks(after, rankOfStory(each)) < 0);
    const page = pageOf(rest, params.limit);
    const { shown, titles } = await withoutStale(table, page.shown);
    const names = await readEntityNames(
      table,
      shown.flatMap((each) => each.entities.slice(0, maxEntities).map(([id]) => id)),
    );
    return jsonResponse(c, storyList, {
      items: shown.map((each) => toStoryItem(each, titles, names)),
      next: next(page.last && rankOfStory(page.last)),
      asOf: asOf === undefined ? undefined : new Date(asOf).toISOString(),
      partial,
    });
  },
);

/**
 * Leaves out documents that are gone or were written again since their rows were made, as far as they are
 * shown; and stories that have one document then.
 *
 * @returns with the titles of the documents that are shown
 */
async function withoutStale(
  table: Table,
  stories: readonly Story[],
): Promise<{ shown: Story[]; titles: ReadonlyMap<string, string> }> {
  const listed = stories.flatMap(({ documents }) => documents.slice(0, maxHeadlines));
  const current = await readCurrentDocuments(table, listed);
  const titles = new Map(current.map(({ doc, content }) => [doc, content.title]));
  const stale = new Set(listed.map(({ id }) => id).filter((id) => !titles.has(id)));
  const shown = stories
    .map((story) => ({ ...story, documents: story.documents.filter(({ id }) => !stale.has(id)) }))
    .filter((story) => rankOfStory(story)[1] > 1);
  return { shown, titles };
}

function toStoryItem(
  story: Story,
  titles: ReadonlyMap<string, string>,
  names: (id: string) => EntityName,
): z.infer<typeof storyItem> {
  const { documents, more } = story;
  const headlines = documents
    .slice(0, maxHeadlines)
    .map(({ id, source, published }) => ({ id, title: titles.get(id) ?? '', source, published }));
  const timeline = new Map<string, number>();
  for (const { published } of documents) timeline.set(published, (timeline.get(published) ?? 0) + 1);
  for (const { day, documents } of more) timeline.set(day, (timeline.get(day) ?? 0) + documents);
  const days = [...timeline].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    id: headlines[0]?.id ?? '',
    title: headlines[0]?.title ?? '',
    documents: rankOfStory(story)[1],
    sources: [...sourcesOf(story)].sort(),
    first: days[0]?.[0] ?? '',
    last: days.at(-1)?.[0] ?? '',
    entities: story.entities.slice(0, maxEntities).map(([id, count]) => ({ ...names(id), documents: count })),
    timeline: days.map(([date, count]) => ({ date, documents: count })),
    headlines,
  };
}
