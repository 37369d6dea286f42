/**
 * One indexed table as a query sees it: the indexed rows of a part, or the copy in memory of those outside
 * its index.
 */
import type { FullTextQuery, Table as LanceTable } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { rowId } from './ranking.ts';
import type { TextQueries } from './terms.ts';

export interface ListedRow {
  id: string;
  token: number;
  /** YYYY-MM-DD, or '' if undated. */
  published: string;
}

export interface ScoredRow extends ListedRow {
  score: number;
}

export const listedColumns = ['id', 'token', 'published'];

/** Words whose number of documents is remembered. */
const wordsKept = 500;

export interface PieceOptions {
  table: LanceTable;
  /** An upper bound of its rows. */
  rows: number;
  queries: TextQueries;
  /** Makes sure that these columns are indexed; absent if they are anyway. */
  index?: (columns: Iterable<string>) => Promise<void>;
}

export class Piece {
  readonly rows: number;
  readonly queries: TextQueries;
  readonly #table: LanceTable;
  readonly #index: PieceOptions['index'];
  readonly #documents = new Map<string, Promise<number>>();

  constructor({ table, rows, queries, index }: PieceOptions) {
    this.#table = table;
    this.rows = rows;
    this.queries = queries;
    this.#index = index;
  }

  async hits(query: FullTextQuery, filter: string, columns: string[], withIds: boolean): Promise<ArrowTable> {
    await this.#index?.(this.queries.columns);
    // Without a limit LanceDB returns ten hits. With a small one it misses documents that have all words but
    // are not among the first with one of them.
    // LanceDB would scan rows outside the index.
    let search = this.#table.query().fullTextSearch(query).limit(this.rows).fastSearch();
    if (filter !== '') search = search.where(filter);
    search = search.select(columns);
    return (withIds ? search.withRowId() : search).toArrow();
  }

  /** How many rows have a word in their text. */
  documentsWith(word: string): Promise<number> {
    const known = this.#documents.get(word);
    if (known !== undefined) return known;
    if (this.#documents.size >= wordsKept) this.#documents.clear();
    const counted = this.hits(this.queries.query({ word }), '', ['_score'], true).then(
      ({ numRows }) => numRows,
    );
    this.#documents.set(word, counted);
    counted.catch(() => this.#documents.delete(word));
    return counted;
  }

  /** @param scores by row id */
  async read(scores: ReadonlyMap<bigint, number>): Promise<ScoredRow[]> {
    if (scores.size === 0) return [];
    const arrow = await this.take([...scores.keys()], listedColumns);
    const id = arrow.getChild(rowId);
    return listedRows(arrow).map((row, i) => ({ ...row, score: scores.get(id?.get(i)) ?? 0 }));
  }

  /** Columns of these rows, and their row ids. @param ids at least one */
  take(ids: bigint[], columns: string[]): Promise<ArrowTable> {
    return this.#table.takeRowIds(ids).select(columns).withRowId().toArrow();
  }
}

/** @param arrow has the `listedColumns` */
export function listedRows(arrow: ArrowTable): ListedRow[] {
  const [id, token, published] = listedColumns.map((name) => arrow.getChild(name));
  return Array.from({ length: arrow.numRows }, (_, i) => ({
    id: String(id?.get(i)),
    token: Number(token?.get(i)),
    published: String(published?.get(i)),
  }));
}
