/** The tools of the MCP server: each asks the API one or two questions and answers with what matters. */
import * as z from 'zod';
import { entityTypes } from '../../core/entities/annotation.ts';
import { rankingOrders } from '../../core/search/entityRanking.ts';
import type { Ask, Query } from '../ask/ask.ts';
import type { Answer } from './boundedAnswer.ts';

export interface Tool<S extends z.ZodRawShape = z.ZodRawShape> {
  name: string;
  title: string;
  description: string;
  input: S;
  run(ask: Ask, input: z.output<z.ZodObject<S>>): Promise<Answer>;
}

/** An answer has at most so many items, whatever the `limit` that was asked for. */
export const mostItems = 20;
/** UTF-16 units of a text at once. */
const textAtOnce = 400;
const piecesAtOnce = 10;

const limit = z
  .number()
  .int()
  .min(1)
  .default(10)
  .describe(`how many items, at most ${mostItems}; a larger number counts as ${mostItems}`);
const entityId = z
  .string()
  .regex(/^[a-z]+\/[^/?#]{1,200}$/)
  .describe('the id of an entity, like person/antony-blinken');
const documentId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .describe('the id of a document');
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .describe('a day like 2021-05-03');

function tool<const S extends z.ZodRawShape>(declared: Tool<S>): Tool {
  return declared as unknown as Tool;
}

/** The path of an entity in the API. */
function entityPath(id: string): string {
  return `/v1/entities/${id.split('/').map(encodeURIComponent).join('/')}`;
}

interface Page {
  items: Record<string, unknown>[];
  next: string | null;
}

/** At most `limit` items, and whether there are more. */
async function readItems(
  ask: Ask,
  path: string,
  query: Query & { limit: number },
  show: (item: Record<string, unknown>) => unknown,
): Promise<Answer> {
  const { items, next, ...rest } = await ask<Page>(path, {
    ...query,
    limit: Math.min(query.limit, mostItems),
  });
  return { ...rest, items: items.map(show), more: next !== null };
}

/** What a list shows of a document. */
function documentLine(item: Record<string, unknown>): Answer {
  const { id, title, published, source, language, url, snippets, printed, resemblance } = item;
  const places = Array.isArray(snippets) ? snippets.map(({ text }: { text: string }) => text) : undefined;
  const at = (published as { value: string } | undefined)?.value;
  const link = `/v1/documents/${String(id)}`;
  return { id, title, published: at, source, language, url, link, places, printed, resemblance };
}

export const tools: readonly Tool[] = [
  tool({
    name: 'search',
    title: 'Search the archive',
    description:
      'Finds news documents by words and "exact phrases", with filters like source:wire, language:en, ' +
      'from:2021-05-01, to:2021-05-31, entity:person/antony-blinken, and -word for what must not be there.',
    input: {
      query: z.string().min(1).max(1000).describe('words, phrases and filters'),
      order: z.enum(['relevance', 'newest']).default('relevance'),
      limit,
    },
    run: (ask, { query, ...page }) => readItems(ask, '/v1/search', { q: query, ...page }, documentLine),
  }),
  tool({
    name: 'find_entities',
    title: 'Find people, places and organizations',
    description: 'Finds the ids of people, places, organizations and more by the beginning of a name.',
    input: { name: z.string().min(1).max(200).describe('the beginning of a name'), limit },
    run: (ask, { name, ...page }) => readItems(ask, '/v1/entities', { q: name, ...page }, (item) => item),
  }),
  tool({
    name: 'rank_entities',
    title: 'Who and what is in the news most',
    description:
      'The people, places and more in the most documents, or named most often, or rising above the 28 days ' +
      'before: in all news, in a range of days, or in the documents that a search finds.',
    input: {
      order: z.enum(rankingOrders).default('documents'),
      type: z.enum(entityTypes).optional(),
      within: z.string().min(1).max(1000).optional().describe('a search, as of the tool search'),
      from: day,
      to: day,
      limit,
    },
    run: (ask, query) => readItems(ask, '/v1/entities', query, (item) => item),
  }),
  tool({
    name: 'entity',
    title: 'What is known of an entity',
    description: 'The forms of its name, how many documents name it, its first and its last day.',
    input: { id: entityId },
    run: async (ask, { id }) => ({ ...(await ask<Answer>(entityPath(id))), link: entityPath(id) }),
  }),
  tool({
    name: 'timeline',
    title: 'When an entity was in the news',
    description: 'How many documents name an entity in each day, week or month, the earliest first.',
    input: {
      id: entityId,
      interval: z.enum(['day', 'week', 'month']).default('month'),
      from: day,
      to: day,
      limit,
    },
    run: (ask, { id, ...query }) => readItems(ask, `${entityPath(id)}/timeline`, query, (item) => item),
  }),
  tool({
    name: 'co_mentions',
    title: 'Who and what is named with an entity',
    description: 'The entities that are named in the same documents, the most frequent first.',
    input: { id: entityId, from: day, to: day, limit },
    run: (ask, { id, ...query }) => readItems(ask, `${entityPath(id)}/co-mentions`, query, (item) => item),
  }),
  tool({
    name: 'document',
    title: 'Read a document',
    description:
      'Title, time, source, entities and a part of the text. `offset` reads on: the answer says where.',
    input: { id: documentId, offset: z.number().int().min(0).default(0).describe('where the text begins') },
    run: readDocument,
  }),
  tool({
    name: 'reprints',
    title: 'Who printed the same story',
    description: 'The documents with the same story as a document, the first printed first.',
    input: { id: documentId, limit },
    run: (ask, { id, ...query }) => readItems(ask, `/v1/documents/${id}/reprints`, query, documentLine),
  }),
  tool({
    name: 'trends',
    title: 'What a day was about',
    description: 'Entities and words in more documents of a day than the 28 days before suggest.',
    input: { date: day, limit },
    run: (ask, { date, limit: wanted }) =>
      ask<Answer>('/v1/trends', { date, limit: Math.min(wanted, mostItems) }),
  }),
];

/** The text in short pieces, so that none of them is cut. */
async function readDocument(ask: Ask, { id, offset }: { id: string; offset: number }): Promise<Answer> {
  const path = `/v1/documents/${id}`;
  const { entities, authors, ...document } = await ask<Record<string, unknown>>(path);
  const { text } = await ask<{ text: string }>(`${path}/text`);
  const end = Math.min(text.length, offset + textAtOnce * piecesAtOnce);
  const pieces = [];
  for (let at = offset; at < end; at += textAtOnce)
    pieces.push(text.slice(at, Math.min(end, at + textAtOnce)));
  return {
    ...documentLine({ ...document, id }),
    authors,
    entities: (entities as unknown[]).slice(0, mostItems),
    characters: text.length,
    text: pieces,
    nextOffset: end < text.length ? end : null,
  };
}
