/** GET /v1/search */
import pLimit from 'p-limit';
import * as z from 'zod';
import { textOf } from '../../core/document/record.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import { membersOfEach } from '../../core/queries/identity.ts';
import { readPayload } from '../../core/records/archive.ts';
import { type ParsedQuery, parseQuery } from '../../core/search/queryLanguage.ts';
import { searchOrders } from '../../core/search/searchTable.ts';
import { type Snippet, snippetsOf } from '../../core/search/snippets.ts';
import type { SearchDeps } from '../deps.ts';
import { documentItem, itemOf } from '../documentItem.ts';
import { feedRoutes } from '../feeds/feedRoutes.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { limit, text } from '../http/parameters.ts';
import { parameterProblem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { confirmed } from '../selection.ts';

const mark = z.object({ start: z.number().int(), end: z.number().int() });

/** All offsets are UTF-16 and point into the document's `/text`. */
export const snippet = mark.extend({ text: z.string(), hits: z.array(mark) });
export const searchItem = documentItem.extend({ snippets: z.array(snippet) });
export const searchList = listOf(searchItem).extend({
  /** How many documents were found. */
  total: z.number().int(),
  /** There are that many at most: some of the search rows were found to be out of date. */
  totalIsBound: z.literal(true).optional(),
});

const order = z
  .enum(searchOrders)
  .default('relevance')
  .describe(`one of ${searchOrders.join(', ')}`);

export const searchText = text(1000, 'words, "phrases" and filters');

export const searchParameters = { q: searchText, order, ...pageParameters };

/** How many hits were passed, and in which version of the search table. */
const hitPosition = z.tuple([z.number().int().positive(), z.number().int()]);

/** Who wants to see more is better served by narrower questions. */
const deepest = 10_000;

const textsAtOnce = 16;

export const search = route(
  {
    path: '/v1/search',
    summary: 'Documents whose text has words and phrases, by relevance or the newest first.',
    parameters: searchParameters,
    answers: { [json]: searchList },
  },
  async (c, asked, { search, table, archive, cursorKeys }: SearchDeps) => {
    const query = understood(asked.q);
    const { after: [offset, version] = [0, undefined], next } = await pageOf(
      c,
      cursorKeys,
      asked,
      hitPosition,
    );
    const { words, ...rest } = query;
    const entities = await membersOfEach(table, query.entities);
    const { order, limit } = asked;
    const found = await search.query({
      ...rest,
      entities,
      words: words.join(' '),
      order,
      limit,
      offset,
      ...(version !== undefined && { version }),
    });
    const current = await confirmed(table, found.hits);
    const items = await pLimit(textsAtOnce).map(current, async (document) => ({
      ...itemOf(document),
      snippets: await snippetsIn(archive, document, query),
    }));
    const end = offset + found.hits.length;
    const stale = found.hits.length - current.length;
    return answer(c, searchList, {
      items,
      next: next(
        found.hits.length > 0 && end < Math.min(found.total, deepest) ? [end, found.version] : undefined,
      ),
      total: Math.max(found.total - stale, items.length),
      ...(stale > 0 && { totalIsBound: true as const }),
    });
  },
);

export const searchFeeds = feedRoutes(
  {
    path: '/v1/search',
    what: 'the newest documents whose text has words and phrases.',
    parameters: { q: searchText, limit },
  },
  async (_c, asked, { search, table }: SearchDeps) => {
    const { words, ...rest } = understood(asked.q);
    const entities = await membersOfEach(table, rest.entities);
    const query = {
      ...rest,
      entities,
      words: words.join(' '),
      order: 'newest' as const,
      limit: asked.limit,
      offset: 0,
    };
    const { hits } = await search.query(query);
    return { title: `Dateline: ${asked.q}`, documents: await confirmed(table, hits) };
  },
);

/** @throws HttpProblem 400 with the place of the fault */
export function understood(q: string): ParsedQuery {
  const query = parseQuery(q);
  if (!('expected' in query)) return query;
  const { position, got, expected } = query;
  throw parameterProblem('q', `At ${position}: expected ${expected}.`, { position, got, allowed: expected });
}

async function snippetsIn(
  archive: Objects,
  { applied }: StoredDocument,
  query: ParsedQuery,
): Promise<Snippet[]> {
  if (query.words.length + query.phrases.length === 0) return [];
  const content = await readPayload(archive, applied.basis.payload);
  return content === undefined ? [] : snippetsOf(textOf(content), query);
}
