/**
 * Conditions that join words and filters by more than "and", such as `(a source:x) OR -source:y`: full-text
 * queries have no filters inside, so each part is asked by itself, and the sets of rows are joined here.
 */

import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { kindOf } from '../../core/search/conditions.ts';
import { allOf, notGone, sqlOf } from './filters.ts';
import type { IndexedTable } from './indexedTable.ts';
import { type Hits, hitsAt } from './ranking.ts';

/** Rows by their id, each with its score. */
type Rows = Map<bigint, number>;

const concurrentParts = 4;

/** The rows of a table that fulfil all conditions. @param also an SQL filter that must hold as well */
export async function mixedHits(
  table: IndexedTable,
  conditions: readonly SearchCondition[],
  also?: string,
): Promise<Hits> {
  const found = await findRows(table, { all: conditions });
  const all = await table.hits(table.queries.everyRow(), allOf(notGone, also), 'newest');
  const places = Array.from(all.ids.keys()).filter((i) => found.has(all.ids[i] ?? 0n));
  const hits = hitsAt(all, places);
  return { ...hits, scores: Float32Array.from(hits.ids, (id) => found.get(id) ?? 0) };
}

async function findRows(table: IndexedTable, condition: SearchCondition): Promise<Rows> {
  const kind = kindOf(condition);
  if (kind === 'text') return ask(table, [condition], []);
  if (kind === 'filter') return ask(table, [], [condition]);
  if ('not' in condition) {
    const [all, without] = [await ask(table, [], []), await findRows(table, condition.not)];
    return new Map([...all].filter(([id]) => !without.has(id)));
  }
  const isAll = 'all' in condition;
  const parts = isAll ? condition.all : 'any' in condition ? condition.any : [];
  const of = (wanted: ReturnType<typeof kindOf>) => parts.filter((part) => kindOf(part) === wanted);
  const [texts, filters] = [of('text'), of('filter')];
  const sets = await mapConcurrent(concurrentParts, of('mixed'), (part) => findRows(table, part));
  if (isAll) {
    if (texts.length + filters.length > 0) sets.push(await ask(table, texts, filters));
    return sets.reduce(intersection);
  }
  if (texts.length > 0) sets.push(await ask(table, [{ any: texts }], []));
  if (filters.length > 0) sets.push(await ask(table, [], [{ any: filters }]));
  return sets.reduce(union);
}

/** The rows that fulfil all of these conditions, in one question. Filters alone score nothing. */
async function ask(
  table: IndexedTable,
  texts: readonly SearchCondition[],
  filters: readonly SearchCondition[],
): Promise<Rows> {
  const query = texts.length === 0 ? table.queries.everyRow() : table.queries.ranked(texts, 'relevance');
  const filter = filters.map(sqlOf).join(' AND ');
  const { ids, scores } = await table.hits(query, filter, 'relevance');
  return new Map(Array.from(ids, (id, i) => [id, texts.length === 0 ? 0 : (scores[i] ?? 0)]));
}

function intersection(a: Rows, b: Rows): Rows {
  const both: Rows = new Map();
  for (const [id, score] of a) if (b.has(id)) both.set(id, score + (b.get(id) ?? 0));
  return both;
}

function union(a: Rows, b: Rows): Rows {
  const either: Rows = new Map(a);
  for (const [id, score] of b) either.set(id, score + (either.get(id) ?? 0));
  return either;
}
