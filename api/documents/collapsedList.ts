/**
 * A list of documents in which a story stands once. The search table knows which documents are prints of one
 * story, so the answer leads to the search for the same documents.
 */
import type { Context } from 'hono';
import { quotedName } from '../../core/search/queryTokens.ts';
import { combinationProblem } from '../http/problem.ts';
import { redirectResponse } from '../http/response.ts';
import type { DocumentFilterParams } from './documentFilters.ts';

type ListParams = DocumentFilterParams & { role?: unknown; limit: number; cursor?: string | undefined };

/** As a sentence names it. */
const other = "'collapse'";

/** What a search has no filter for. */
const onlyOfRecords = ['ingested_from', 'ingested_to', 'role'] as const;

/**
 * @param entities all of them must be in a document
 * @throws HttpProblem 400 for a filter that a search does not have
 */
export function redirectToCollapsed(c: Context, params: ListParams, entities: readonly string[]): Response {
  for (const name of onlyOfRecords) if (params[name] !== undefined) throw combinationProblem(name, other);
  for (const name of ['published_from', 'published_to'] as const)
    if (params[name]?.moment !== undefined) throw combinationProblem(name, other, 'a day');
  const { source, language, country, published_from: from, published_to: to, limit, cursor } = params;
  const terms = [
    ...entities.map((id) => `entity:${id}`),
    ...(source === undefined ? [] : [`source:${quotedName(source)}`]),
    ...(language === undefined ? [] : [`language:${language}`]),
    ...(country === undefined ? [] : [`country:${country}`]),
    ...(from === undefined ? [] : [`from:${from.day}`]),
    ...(to === undefined ? [] : [`to:${to.day}`]),
  ];
  const query = new URLSearchParams({
    ...(terms.length > 0 && { q: terms.join(' ') }),
    order: 'newest',
    collapse: 'reprints',
    limit: String(limit),
    ...(cursor !== undefined && { cursor }),
  });
  return redirectResponse(c, `/v1/search?${query}`, 307);
}
