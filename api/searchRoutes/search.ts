/** GET /v1/search */
import * as z from 'zod';
import { textOf } from '../../core/document/record.ts';
import { identifyMentions } from '../../core/identity/decisions/identify.ts';
import type { Objects } from '../../core/ports/objects.ts';
import { searchOrders } from '../../core/ports/search.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import { everything, soughtEntities, soughtTerms } from '../../core/search/conditions.ts';
import { type Snippet, snippetFinder } from '../../core/search/snippets/snippets.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { readCurrentDocuments } from '../documents/currentDocuments.ts';
import { documentItem, toDocumentItem } from '../documents/documentItem.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { choiceParameter, collapseParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';
import { didYouMean, findMeantNames } from './didYouMean.ts';
import { parseSearchText, searchTextParameter, toCondition } from './searchQuery.ts';

const range = z.object({ start: z.number().int(), end: z.number().int() });

/** All offsets count UTF-16 units and point into the document's `/text`. */
const snippetSchema = range.extend({ text: z.string(), hits: z.array(range) });
const searchItem = documentItem.extend({
  snippets: z.array(snippetSchema),
  /** With `collapse`: how many of the documents found are prints of this story, this one included. */
  prints: z.number().int().optional(),
});
const searchList = listSchema(searchItem).extend({
  /** How many documents were found. */
  total: z.number().int(),
  /** `total` is an upper bound: search rows were out of date, or too many to join all prints of a story. */
  totalIsBound: z.literal(true).optional(),
  didYouMean,
});

/** How many hits the pages before had, and the version of the search table. */
const hitPosition = z.tuple([z.number().int().positive(), z.string()]);

/** Pages end here; a narrower query serves better than further pages. */
const maxHits = 10_000;

const concurrentReads = 16;

export const searchRoute = route(
  {
    path: '/v1/search',
    summary: 'Documents whose text contains words and phrases, by relevance or newest first.',
    parameters: {
      q: searchTextParameter.optional(),
      order: choiceParameter(searchOrders).default('relevance'),
      collapse: collapseParameter,
      ...pageParameters,
    },
    responses: { [jsonMediaType]: searchList },
  },
  async (c, params, dependencies: SearchDependencies) => {
    const { search, table, archive, cursorKeys } = dependencies;
    const query = params.q === undefined ? undefined : parseSearchText(params.q);
    const { after = [0, undefined], next } = await readPageCursor(c, cursorKeys, params, hitPosition);
    const [offset, version] = after;
    const where = query === undefined ? everything : await toCondition(dependencies, query);
    const found = await search.query({
      where,
      order: params.order,
      collapse: params.collapse !== undefined,
      limit: params.limit,
      offset,
      ...(version !== undefined && { version }),
    });
    const documents = await readCurrentDocuments(table, found.hits);
    const snippetsOf = snippetReader(archive, where);
    const prints = new Map(found.hits.map((hit) => [hit.id, hit.prints]));
    const items = await mapConcurrent(concurrentReads, documents, async (document) => ({
      ...toDocumentItem(document),
      snippets: await snippetsOf(document),
      prints: prints.get(document.doc),
    }));
    const end = offset + found.hits.length;
    const more = found.hits.length > 0 && end < Math.min(found.total, maxHits);
    const stale = found.hits.length - documents.length;
    const isNothing = query !== undefined && found.total === 0;
    return jsonResponse(c, searchList, {
      items,
      next: next(more ? [end, found.version] : undefined),
      total: Math.max(found.total - stale, items.length),
      ...((stale > 0 || found.totalIsBound) && { totalIsBound: true as const }),
      didYouMean: isNothing
        ? await findMeantNames({ table, authority: await dependencies.authority() }, query.where)
        : undefined,
    });
  },
);

/** Reads the text of a document around the words and the names that a condition asks for. */
function snippetReader(archive: Objects, where: SearchCondition) {
  const terms = soughtTerms(where);
  const sets = soughtEntities(where).map((ids) => new Set(ids));
  if (terms.length + sets.length === 0) return () => [];
  const find = snippetFinder(terms);
  return async (document: StoredDocument): Promise<Snippet[]> => {
    const { basis } = document.applied;
    const [content, annotation] = await Promise.all([
      readPayload(archive, basis.payload),
      sets.length === 0 ? undefined : readAnnotation(archive, basis),
    ]);
    if (content === undefined) return [];
    const mentions = identifyMentions(annotation?.mentions ?? [], document);
    const named = sets.map((ids) => mentions.filter(({ entity }) => entity !== null && ids.has(entity)));
    return find(textOf(content), named);
  };
}
