/** The parameter `q` of searches: a query in the search language. */

import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { type EntityReader, resolveMembers } from '../../core/queries/names/memberIds.ts';
import { type ParsedQuery, parseQuery, type QueryNode } from '../../core/search/queryLanguage.ts';
import { queryFields } from '../../core/search/queryTokens.ts';
import { fieldsWithin, textParameter } from '../http/parameterSchemas.ts';
import { parameterProblem } from '../http/problem.ts';
import { placesAround } from './placesAround.ts';

const mostCharacters = 1000;
export const searchTextParameter = textParameter(mostCharacters, 'words, "phrases" and filters').register(
  fieldsWithin,
  { fields: queryFields },
);

/**
 * @param name the parameter that has the query
 * @throws HttpProblem 400 with the position of the error
 */
export function parseSearchText(q: string, name = 'q'): ParsedQuery {
  const query = parseQuery(q);
  if (!('expected' in query)) return query;
  const { position, got, expected } = query;
  throw parameterProblem(name, `At ${position}: expected ${expected}.`, { position, got, allowed: expected });
}

/**
 * The query as a condition of the search table: with every id that is read together with an entity, and the
 * ids of the places around another one.
 *
 * @param parameter the one that has the query
 * @throws HttpProblem 400 if it asks for what is near an unknown place
 */
export async function toCondition(
  dependencies: EntityReader,
  { where }: ParsedQuery,
  parameter = 'q',
): Promise<SearchCondition> {
  const resolve = async (node: QueryNode): Promise<SearchCondition> => {
    if ('all' in node) return { all: await Promise.all(node.all.map(resolve)) };
    if ('any' in node) return { any: await Promise.all(node.any.map(resolve)) };
    if ('not' in node) return { not: await resolve(node.not) };
    if ('entity' in node) {
      const [members = [node.entity]] = await resolveMembers(dependencies, [node.entity]);
      return { entities: members };
    }
    if ('kilometres' in node)
      return { entities: placesAround(await dependencies.authority(), node, parameter) };
    return node;
  };
  return resolve(where);
}
