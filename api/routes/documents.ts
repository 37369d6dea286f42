/** GET /v1/documents and /v1/documents/{id} */
import type { Context } from 'hono';
import type * as z from 'zod';
import {
  type DocumentFilter,
  type DocumentPage,
  documentPosition,
  readDocuments,
} from '../../core/queries/documents.ts';
import { membersOfEach } from '../../core/queries/identity.ts';
import type { RecordsDeps } from '../deps.ts';
import { documentItem, itemOf, wholeDocument, wholeOf } from '../documentItem.ts';
import { publishedOf, readArchived } from '../exports/exported.ts';
import { jsonLdMediaType, newsArticle, toNewsArticle } from '../exports/newsArticle.ts';
import { ninjs, ninjsMediaType, toNinjs } from '../exports/ninjs.ts';
import { feedRoutes } from '../feeds/feedRoutes.ts';
import { answer, json } from '../http/answer.ts';
import { negotiate } from '../http/negotiate.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { bound, checkRange, entities, language, limit, text } from '../http/parameters.ts';
import { route } from '../http/route.ts';
import { readNamed } from '../namedDocument.ts';

/** Without those that choose the page. */
export const documentFilters = {
  entity: entities,
  source: text(200, 'the name of a source').optional(),
  language,
  published_from: bound,
  published_to: bound,
  ingested_from: bound,
  ingested_to: bound,
};
export const documentParameters = { ...documentFilters, ...pageParameters };

export const documentList = listOf(documentItem);

type DocumentsAsked = z.output<z.ZodObject<typeof documentParameters>>;
type Filters = z.output<z.ZodObject<typeof documentFilters>>;

export const documents = route(
  {
    path: '/v1/documents',
    summary: 'Documents that pass all filters, the newest first and the undated last.',
    parameters: documentParameters,
    answers: { [json]: documentList },
  },
  async (c, asked, deps: RecordsDeps) => answerDocuments(c, deps, asked, asked.entity),
);

export const document = route(
  {
    path: '/v1/documents/:id',
    summary: 'All that is known of a document but its text.',
    parameters: {},
    answers: { [json]: wholeDocument, [ninjsMediaType]: ninjs, [jsonLdMediaType]: newsArticle },
  },
  async (c, _asked, deps: RecordsDeps) => {
    const type = negotiate(c.req.header('accept'), [json, ninjsMediaType, jsonLdMediaType]);
    const { document, read } = await readNamed(c, deps.table, (found) => readArchived(deps.archive, found));
    const options = { type, vary: 'accept' };
    const published = () => publishedOf(new URL(c.req.url).origin, document, read);
    if (type === ninjsMediaType) return answer(c, ninjs, toNinjs(published()), options);
    if (type === jsonLdMediaType) return answer(c, newsArticle, toNewsArticle(published()), options);
    return answer(c, wholeDocument, wholeOf(document, read.content, read.annotation), options);
  },
);

/** A page of documents that have all these entities, the first of them in the role asked for, and pass the other filters. */
export async function answerDocuments(
  c: Context,
  { table, cursorKeys }: Pick<RecordsDeps, 'table' | 'cursorKeys'>,
  asked: DocumentsAsked & Pick<DocumentFilter, 'role'>,
  entity: readonly string[],
): Promise<Response> {
  const filter = { ...filterOf(asked, await membersOfEach(table, entity)), role: asked.role };
  const { after, next } = await pageOf(c, cursorKeys, asked, documentPosition);
  const page = await readDocuments(table, filter, { after, limit: asked.limit });
  return answer(c, documentList, {
    items: page.documents.map(itemOf),
    next: next(page.next),
    partial: partialOf(page),
  });
}

/** @throws HttpProblem 400 where a range ends before it begins */
export function filterOf(asked: Filters, entity: DocumentFilter['entities']): DocumentFilter {
  return {
    entities: entity,
    source: asked.source,
    language: asked.language,
    published: checkRange('published_to', asked.published_from, asked.published_to),
    ingested: checkRange('ingested_to', asked.ingested_from, asked.ingested_to),
  };
}

/** For feeds: the newest of them, and no page after that. */
export async function newestDocuments(
  { table }: Pick<RecordsDeps, 'table'>,
  asked: Filters & { limit: number },
  entity: readonly string[],
) {
  return (
    await readDocuments(table, filterOf(asked, await membersOfEach(table, entity)), { limit: asked.limit })
  ).documents;
}

export const documentFeeds = feedRoutes(
  {
    path: '/v1/documents',
    what: 'the newest documents that pass all filters.',
    parameters: { ...documentFilters, limit },
  },
  async (_c, asked, deps: RecordsDeps) => ({
    title: 'Dateline: documents',
    documents: await newestDocuments(deps, asked, asked.entity),
  }),
);

function partialOf({ gaveUpAfter }: DocumentPage) {
  if (gaveUpAfter === undefined) return undefined;
  return {
    read: gaveUpAfter,
    message: `Looked at ${gaveUpAfter} documents without filling the page; \`next\` goes on from there.`,
  };
}
