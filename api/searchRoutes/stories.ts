/** GET /v1/stories */

import * as z from 'zod';
import { daysAfter } from '../../core/dates/interval.ts';
import { membersOfEach } from '../../core/queries/identity.ts';
import { compareRanks, rankOf, type Story, storiesOf } from '../../core/search/stories.ts';
import type { SearchDeps } from '../deps.ts';
import { type EntityName, entityName, namesOf } from '../entityName.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { bound, checkRange, entities } from '../http/parameters.ts';
import { route } from '../http/route.ts';
import { confirmed } from '../selection.ts';

/** The newest of the range are grouped. */
const documentsAtMost = 5_000;
/** A story's own list is cut after so many, and of its entities the commonest are named. */
const headlinesShown = 50;
const entitiesShown = 5;
/** Without a range: today and the days before. */
const usualDays = 3;

const headline = z.object({ id: z.string(), title: z.string(), source: z.string(), published: z.string() });

export const story = z.object({
  /** The most central document's. */
  id: z.string(),
  title: z.string(),
  documents: z.number().int(),
  sources: z.array(z.string()),
  /** Days of publication. */
  first: z.string(),
  last: z.string(),
  /** In how many of the documents each is. */
  entities: z.array(entityName.extend({ documents: z.number().int() })),
  timeline: z.array(z.object({ date: z.string(), documents: z.number().int() })),
  /** The most central first, then by nearness to the others. */
  headlines: z.array(headline),
});
export const storyList = listOf(story);

const rank = z.tuple([z.number().int(), z.number().int(), z.string()]);

export const stories = route(
  {
    path: '/v1/stories',
    summary: 'Events that several documents tell of, those with most sources first.',
    parameters: { from: bound, to: bound, entity: entities, ...pageParameters },
    answers: { [json]: storyList },
  },
  async (c, asked, deps: SearchDeps) => {
    const { from, to } = checkRange('to', asked.from, asked.to);
    const { after, next } = await pageOf(c, deps.cursorKeys, asked, rank);
    const last = to?.day ?? new Date(deps.clock()).toISOString().slice(0, 10);
    const days = { from: from?.day ?? daysAfter(last, 1 - usualDays), to: last };
    const { rows, more } = await deps.search.publishedBetween(
      { ...days, entities: await membersOfEach(deps.table, asked.entity) },
      documentsAtMost,
    );
    const standing = new Set((await confirmed(deps.table, rows)).map(({ doc }) => doc));
    const found = storiesOf(rows.filter(({ id }) => standing.has(id)));
    const rest = found.filter((each) => after === undefined || compareRanks(after, rankOf(each)) < 0);
    const shown = rest.slice(0, asked.limit);
    const end = shown.length < rest.length ? shown.at(-1) : undefined;
    const counted = shown.map(countEntities);
    const names = await namesOf(
      deps.table,
      counted.flatMap((each) => each.map(([id]) => id)),
    );
    const partial = more
      ? {
          read: rows.length,
          message: `The newest ${rows.length} documents of the range were grouped; there are more. Narrow it with from and to.`,
        }
      : undefined;
    const items = shown.map((each, i) => itemOf(each, counted[i] ?? [], names));
    return answer(c, storyList, { items, next: next(end && rankOf(end)), partial });
  },
);

function itemOf(
  { documents }: Story,
  counted: readonly [string, number][],
  names: (id: string) => EntityName,
): z.infer<typeof story> {
  const [lead] = documents;
  const days = count(documents.map(({ published }) => published)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    id: lead?.id ?? '',
    title: lead?.title ?? '',
    documents: documents.length,
    sources: [...new Set(documents.map(({ source }) => source))].sort(),
    first: days[0]?.[0] ?? '',
    last: days.at(-1)?.[0] ?? '',
    entities: counted.map(([id, number]) => ({ ...names(id), documents: number })),
    timeline: days.map(([date, number]) => ({ date, documents: number })),
    headlines: documents
      .slice(0, headlinesShown)
      .map(({ id, title, source, published }) => ({ id, title, source, published })),
  };
}

function countEntities({ documents }: Story): [string, number][] {
  return count(documents.flatMap(({ entities: own }) => [...new Set(own)]))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, entitiesShown);
}

function count(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}
