/** The tools of the MCP server: each asks the API one or two questions and answers with what matters. */
import * as z from 'zod';
import { entityAddress } from '../../api/entities/entityAddress.ts';
import { documentIdPattern } from '../../core/document/documentIdentity.ts';
import { entityTypes } from '../../core/entities/annotation.ts';
import { rankingOrders } from '../../core/search/entityRanking.ts';
import { offsetOutsidePairs, slicesOf } from '../../core/text/slices.ts';
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
  .regex(/^[a-z]+\/[^/?#]{1,200}$/, 'expected an id like person/antony-blinken; find_entities has them')
  .describe('the id of an entity, like person/antony-blinken');
const documentId = z
  .string()
  .regex(documentIdPattern, 'expected the id of a document; search has them')
  .describe('the id of a document');
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day like 2021-05-03')
  .optional()
  .describe('a day like 2021-05-03');

function tool<const S extends z.ZodRawShape>(declared: Tool<S>): Tool {
  return declared as unknown as Tool;
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

function withLink(entity: Record<string, unknown>): Answer {
  return { ...entity, link: entityAddress(String(entity.id)) };
}

/** An item about an entity, such as how often it is named with another one. */
function entityRow({ entity, ...row }: Record<string, unknown>): Answer {
  return { entity: withLink(entity as Record<string, unknown>), ...row };
}

/** What a list shows of a document. */
function documentLine(item: Record<string, unknown>): Answer {
  const { id, title, published, heldBack, source, language, url, printed, resemblance } = item;
  const found = item.snippets;
  const snippets = Array.isArray(found) ? found.map(({ text }: { text: string }) => text) : undefined;
  const at = (published as { value: string } | undefined)?.value;
  const link = `/v1/documents/${String(id)}`;
  return { id, title, published: at, heldBack, source, language, url, link, snippets, printed, resemblance };
}

function withMeantLinks(found: Answer): Answer {
  const { didYouMean: meant } = found;
  return Array.isArray(meant) ? { ...found, didYouMean: meant.map(withLink) } : found;
}

export const tools: readonly Tool[] = [
  tool({
    name: 'search',
    title: 'Search the collection',
    description:
      'Finds news documents by words that must all occur, "exact phrases", beginnings like minist*, OR, ' +
      'brackets, -word for what must not occur, and filters like title:budget, source:wire, subject:sport, ' +
      'country:FR, language:en, from:2021-05-01, to:2021-05-31, entity:person/antony-blinken, type:person, ' +
      'near:cardiff,50km, -status:canceled.',
    input: {
      query: z.string().min(1).max(1000).describe('words, phrases and filters'),
      order: z.enum(['relevance', 'newest']).default('relevance'),
      limit,
    },
    run: async (ask, { query, ...page }) =>
      withMeantLinks(await readItems(ask, '/v1/search', { q: query, ...page }, documentLine)),
  }),
  tool({
    name: 'find_entities',
    title: 'Find people, places and organizations',
    description: 'Finds the ids of people, places, organizations and more by the beginning of a name.',
    input: { name: z.string().min(1).max(200).describe('the beginning of a name'), limit },
    run: async (ask, { name, ...page }) =>
      withMeantLinks(await readItems(ask, '/v1/entities', { q: name, ...page }, withLink)),
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
    run: (ask, query) => readItems(ask, '/v1/entities', query, withLink),
  }),
  tool({
    name: 'entity',
    title: 'What is known of an entity',
    description: 'The forms of its name, how many documents name it, its first and its last day.',
    input: { id: entityId },
    run: async (ask, { id }) => withLink(await ask<Answer>(entityAddress(id))),
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
    run: (ask, { id, ...query }) => readItems(ask, `${entityAddress(id)}/timeline`, query, (item) => item),
  }),
  tool({
    name: 'co_mentions',
    title: 'Who and what is named with an entity',
    description: 'The entities that are named in the same documents, the most frequent first.',
    input: { id: entityId, from: day, to: day, limit },
    run: (ask, { id, ...query }) => readItems(ask, `${entityAddress(id)}/co-mentions`, query, entityRow),
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
    run: async (ask, { date, limit: wanted }) => {
      const query = { date, limit: Math.min(wanted, mostItems) };
      const { entities, ...day } = await ask<{ entities: Record<string, unknown>[] }>('/v1/trends', query);
      return { ...day, entities: entities.map(entityRow) };
    },
  }),
];

/** The text in short pieces, so that none of them is cut. */
async function readDocument(ask: Ask, { id, offset }: { id: string; offset: number }): Promise<Answer> {
  const path = `/v1/documents/${id}`;
  const { entities, authors, ...document } = await ask<Record<string, unknown>>(path);
  const { text } = await ask<{ text: string }>(`${path}/text`);
  const start = offsetOutsidePairs(text, offset);
  const end = offsetOutsidePairs(text, Math.min(text.length, start + textAtOnce * piecesAtOnce));
  return {
    ...documentLine({ ...document, id }),
    authors,
    entities: (entities as Record<string, unknown>[]).slice(0, mostItems).map(withLink),
    entitiesTotal: document.entitiesTotal,
    characters: text.length,
    text: [...slicesOf(text.slice(start, end), textAtOnce)],
    nextOffset: end < text.length ? end : null,
  };
}
