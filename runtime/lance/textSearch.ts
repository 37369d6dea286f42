/** A search for words, or for all rows with a filter, over the tables of several months together. */
import type { SearchOrder } from '../../core/ports/search.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { conjuncts, isFulfilledWithoutWords, kindOf } from '../../core/search/conditions.ts';
import { allOf, filterOf, sqlOf } from './filters.ts';
import type { IndexedTable, ListedRow, ScoredRow } from './indexedTable.ts';
import { mixedHits } from './mixedSearch.ts';
import { firstHits, type Hits } from './ranking.ts';
import { scoreFactors } from './relevance.ts';
import { weighedWords } from './terms.ts';

/** Tables that are searched at the same time. */
export const concurrentTables = 32;

/** The conditions that must all hold, by what they are about. */
export interface SplitConditions {
  texts: SearchCondition[];
  filters: SearchCondition[];
  mixed: SearchCondition[];
}

/** Parts a condition into what is about words, what is about fields, and what is about both. */
export function splitConditions(where: SearchCondition): SplitConditions {
  const all = conjuncts(where);
  const of = (kind: ReturnType<typeof kindOf>) => all.filter((each) => kindOf(each) === kind);
  return { texts: of('text'), filters: of('filter'), mixed: of('mixed') };
}

export interface TableHits {
  table: IndexedTable;
  hits: Hits;
}

/** All rows that fulfil the conditions, by table, with scores that can be compared. */
export async function findHits(
  tables: readonly IndexedTable[],
  conditions: SplitConditions,
  order: SearchOrder,
): Promise<TableHits[]> {
  const found = await mapConcurrent(concurrentTables, tables, (table) => hitsIn(table, conditions, order));
  const matching = tables.flatMap((table, i) => {
    const hits = found[i];
    return hits !== undefined && hits.ids.length > 0 ? [{ table, hits }] : [];
  });
  const words = weighedWords([...conditions.texts, ...conditions.mixed]);
  const counts = matching.map(({ table, hits }) => ({ table, hits: hits.ids.length }));
  const factors = await scoreFactors(tables, counts, words);
  for (const [i, { hits }] of matching.entries()) multiplyScores(hits, factors[i] ?? 1);
  return matching;
}

/** @param also an SQL filter that must hold as well */
export async function hitsIn(
  table: IndexedTable,
  { texts, filters, mixed }: SplitConditions,
  order: SearchOrder,
  also?: string,
): Promise<Hits> {
  if (mixed.length > 0) return mixedHits(table, [...texts, ...filters, ...mixed], also);
  const query = texts.length === 0 ? table.queries.everyRow() : table.queries.ranked(texts, order);
  // Tombstones have no words, so most queries need not exclude them.
  const filter = texts.every(isFulfilledWithoutWords) ? [filterOf(filters)] : filters.map(sqlOf);
  return table.hits(query, allOf(...filter, also), order);
}

/** The first `end` rows of all tables, and the number of all that were found. */
export async function readFirst(
  matching: readonly TableHits[],
  order: SearchOrder,
  end: number,
): Promise<{ found: ScoredRow[]; total: number }> {
  const first = firstOf(matching, order, end);
  const found = await mapConcurrent(concurrentTables, first, ({ table, scores }) => table.read(scores));
  const total = matching.reduce((sum, { hits }) => sum + hits.ids.length, 0);
  return { found: found.flat().sort(compareBy(order)).slice(0, end), total };
}

/** The first `end` hits of all tables together, and hits that tie with the last of them. */
export function firstOf(
  matching: readonly TableHits[],
  order: SearchOrder,
  end: number,
): { table: IndexedTable; scores: Map<bigint, number> }[] {
  const hits = matching.map((each) => each.hits);
  const first = firstHits(hits, order, end);
  return matching.map(({ table }, i) => ({ table, scores: first[i] ?? new Map() }));
}

function multiplyScores({ scores }: Hits, factor: number): void {
  if (factor === 1) return;
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) * factor;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
type Ranked = Pick<ScoredRow, 'id' | 'recency' | 'score'>;
const byScore = (a: Ranked, b: Ranked) => b.score - a.score || byId(a, b);
/** As exports sort: by day, within it by id, which does not change. */
export const byDay = (a: Pick<ListedRow, 'id' | 'published'>, b: Pick<ListedRow, 'id' | 'published'>) =>
  a.published > b.published ? -1 : a.published < b.published ? 1 : byId(a, b);
/** The last published first. */
export const byRecency = (a: Pick<ListedRow, 'id' | 'recency'>, b: Pick<ListedRow, 'id' | 'recency'>) =>
  b.recency - a.recency || byId(a, b);
const byRecencyAndScore = (a: Ranked, b: Ranked) => b.recency - a.recency || byScore(a, b);

/** For `sort`: the best hit of this order first. */
export const compareBy = (order: SearchOrder) => (order === 'newest' ? byRecencyAndScore : byScore);
