/** The parameter `q` of searches: a query in the search language. */
import type { Table } from '../../core/ports/table.ts';
import { resolveMembers } from '../../core/queries/identity.ts';
import { type ParsedQuery, parseQuery } from '../../core/search/queryLanguage.ts';
import { textParameter } from '../http/parameterSchemas.ts';
import { parameterProblem } from '../http/problem.ts';

export const searchTextParameter = textParameter(1000, 'words, "phrases" and filters');

/** @throws HttpProblem 400 with the position of the error */
export function parseSearchText(q: string): ParsedQuery {
  const query = parseQuery(q);
  if (!('expected' in query)) return query;
  const { position, got, expected } = query;
  throw parameterProblem('q', `At ${position}: expected ${expected}.`, { position, got, allowed: expected });
}

/** The query in the form of the search table, with every id that is read together with an entity. */
export async function toTableQuery(table: Table, { words, ...rest }: ParsedQuery) {
  return { ...rest, entities: await resolveMembers(table, rest.entities), words: words.join(' ') };
}
