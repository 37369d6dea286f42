/**
 * One indexed table as a query sees it: the indexed rows of a part, or the copy in memory of those outside
 * its index.
 */
import type { FullTextQuery, Table as LanceTable } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import { rowId } from './ranking.ts';
import type { Lance } from './rows.ts';

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

export class Piece {
  readonly table: LanceTable;
  /** An upper bound of its rows. */
  readonly rows: number;
  /** LanceDB would scan rows outside the index. */
  readonly #indexedOnly: boolean;
  readonly #documents = new Map<string, Promise<number>>();

  constructor(table: LanceTable, rows: number, indexedOnly: boolean) {
    this.table = table;
    this.rows = rows;
    this.#indexedOnly = indexedOnly;
  }

  async hits(query: FullTextQuery, filter: string, columns: string[], withIds: boolean): Promise<ArrowTable> {
    // Without a limit LanceDB returns ten hits. With a small one it misses documents that have all words but
    // are not among the first with one of them.
    let search = this.table.query().fullTextSearch(query).limit(this.rows);
    if (this.#indexedOnly) search = search.fastSearch();
    if (filter !== '') search = search.where(filter);
    search = search.select(columns);
    return (withIds ? search.withRowId() : search).toArrow();
  }

  /** How many rows have a word in their text. */
  documentsWith(lance: Lance, word: string): Promise<number> {
    const known = this.#documents.get(word);
    if (known !== undefined) return known;
    if (this.#documents.size >= wordsKept) this.#documents.clear();
    const counted = this.hits(new lance.MatchQuery(word, 'text'), '', ['_score'], true).then(
      ({ numRows }) => numRows,
    );
    this.#documents.set(word, counted);
    counted.catch(() => this.#documents.delete(word));
    return counted;
  }

  /** @param scores by row id */
  async read(scores: ReadonlyMap<bigint, number>): Promise<ScoredRow[]> {
    if (scores.size === 0) return [];
    const arrow = await this.table
      .takeRowIds([...scores.keys()])
      .select(listedColumns)
      .withRowId()
      .toArrow();
    const id = arrow.getChild(rowId);
    return listedRows(arrow).map((row, i) => ({ ...row, score: scores.get(id?.get(i)) ?? 0 }));
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
