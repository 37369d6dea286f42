/**
 * One indexed table as a query sees it: the indexed rows of a part, or the copy in memory of those outside
 * its index.
 */
import type { FullTextQuery, Table as LanceTable } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import type { SearchOrder } from '../../core/ports/search.ts';
import { filtersOfIds } from './filters.ts';
import { type Hits, hitsOf, hitsWithout, rankColumns, recencyColumns, recencyOf, rowId } from './ranking.ts';
import type { TextQueries } from './terms.ts';

export interface ListedRow {
  id: string;
  token: number;
  /** YYYY-MM-DD, or '' if undated. */
  published: string;
  /** Higher, the later it was published (`recencyOf`). */
  recency: number;
}

export interface ScoredRow extends ListedRow {
  score: number;
}

export const listedColumns = ['id', 'token', ...recencyColumns];

/** Words whose number of documents is remembered. */
const wordsKept = 500;

export interface IndexedTableOptions {
  table: LanceTable;
  /** An upper bound of its rows. */
  rows: number;
  queries: TextQueries;
  /** Makes sure that these columns are indexed; absent if they are anyway. */
  index?: (columns: Iterable<string>) => Promise<void>;
  /** The row ids of rows that do not count. */
  hidden?: ReadonlySet<bigint>;
}

/** The indexed rows of a table, or its new ones: whatever one query can look through at once. */
export class IndexedTable {
  readonly rows: number;
  readonly queries: TextQueries;
  readonly #options: IndexedTableOptions;
  readonly #documents = new Map<string, Promise<number>>();

  constructor(options: IndexedTableOptions) {
    this.#options = options;
    this.rows = options.rows;
    this.queries = options.queries;
  }

  /** The same without the rows of these documents. */
  async without(ids: readonly string[]): Promise<IndexedTable> {
    const hidden = new Set(this.#options.hidden);
    for (const filter of filtersOfIds(ids)) {
      const arrow = await this.#options.table.query().where(filter).select(['token']).withRowId().toArrow();
      for (const id of arrow.getChild(rowId) ?? []) hidden.add(BigInt(String(id)));
    }
    return new IndexedTable({ ...this.#options, hidden });
  }

  /** The rows that match, in no order. @param order what of them to read, to rank them */
  async hits(query: FullTextQuery, filter: string, order: SearchOrder): Promise<Hits> {
    const { table, index, hidden } = this.#options;
    await index?.(this.queries.columns);
    // Without a limit LanceDB returns ten hits. With a small one it misses documents that have all words but
    // are not among the first with one of them.
    // LanceDB would scan rows outside the index.
    let search = table.query().fullTextSearch(query).limit(this.rows).fastSearch();
    if (filter !== '') search = search.where(filter);
    const columns = await columnsIn(table, rankColumns[order]);
    const hits = hitsOf(await search.select(columns).withRowId().toArrow());
    return hidden === undefined ? hits : hitsWithout(hits, hidden);
  }

  /** How many rows have a word in their text. */
  documentsWith(word: string): Promise<number> {
    const known = this.#documents.get(word);
    if (known !== undefined) return known;
    if (this.#documents.size >= wordsKept) this.#documents.clear();
    const counted = this.hits(this.queries.query({ word }), '', 'relevance').then(({ ids }) => ids.length);
    this.#documents.set(word, counted);
    counted.catch(() => this.#documents.delete(word));
    return counted;
  }

  /** These rows, in no order. @param ids at least one */
  async list(ids: readonly bigint[]): Promise<ListedRow[]> {
    return listedRows(await this.take([...ids], listedColumns));
  }

  /** @param scores by row id */
  async read(scores: ReadonlyMap<bigint, number>): Promise<ScoredRow[]> {
    if (scores.size === 0) return [];
    const arrow = await this.take([...scores.keys()], listedColumns);
    const id = arrow.getChild(rowId);
    return listedRows(arrow).map((row, i) => ({ ...row, score: scores.get(id?.get(i)) ?? 0 }));
  }

  /**
   * Columns of these rows, and their row ids. Those that a table of an earlier shape lacks are left out.
   *
   * @param ids at least one
   */
  async take(ids: bigint[], columns: readonly string[]): Promise<ArrowTable> {
    const { table } = this.#options;
    const had = await columnsIn(table, columns);
    return table.takeRowIds(ids).select(had).withRowId().toArrow();
  }
}

/** Of open tables: LanceDB takes half a millisecond to tell them, and a query may ask a hundred tables. */
const columnsOf = new WeakMap<LanceTable, ReadonlySet<string>>();

/** Those of these columns that a query of the table has: a table of an earlier shape lacks some. */
export async function columnsIn(table: LanceTable, columns: readonly string[]): Promise<string[]> {
  const names = columnsOf.get(table) ?? new Set((await table.schema()).names.map(String));
  columnsOf.set(table, names);
  return columns.filter((name) => name === '_score' || names.has(name));
}

/** The tokens of those of these rows that a table has, tombstones included. */
export async function tokensIn(table: LanceTable, ids: readonly string[]): Promise<Map<string, number>> {
  const tokens = new Map<string, number>();
  for (const filter of filtersOfIds(ids)) {
    const arrow = await table.query().where(filter).select(['id', 'token']).toArrow();
    const [id, token] = [arrow.getChild('id'), arrow.getChild('token')];
    for (let row = 0; row < arrow.numRows; row++) tokens.set(String(id?.get(row)), Number(token?.get(row)));
  }
  return tokens;
}

/** @param arrow has the `listedColumns` */
export function listedRows(arrow: ArrowTable): ListedRow[] {
  const [id, token, published] = ['id', 'token', 'published'].map((name) => arrow.getChild(name));
  const recency = recencyOf(arrow);
  return Array.from({ length: arrow.numRows }, (_, i) => ({
    id: String(id?.get(i)),
    token: Number(token?.get(i)),
    published: String(published?.get(i)),
    recency: recency[i] ?? 0,
  }));
}
