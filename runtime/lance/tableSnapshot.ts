/**
 * One version of one table, for reading. Rows that were merged since its last compaction are not in the
 * full-text indices yet, so they are copied to a small indexed table in memory. LanceDB would scan such
 * rows itself, but then it finds no phrases, misses some words, and treats "all of these words" as "any of
 * them".
 */
import type { Connection, Table as LanceTable } from '@lancedb/lancedb';
import { Schema } from 'apache-arrow';
import { notGone } from './filters.ts';
import {
  columnsIn,
  IndexedTable,
  type ListedRow,
  listedColumns,
  listedRows,
  tokensIn,
} from './indexedTable.ts';
import { rowId } from './ranking.ts';
import { hasWritten, indexProbe, type Lance } from './rows.ts';
import { TextQueries } from './terms.ts';
import { indexWords } from './writing/indices.ts';

/** The rows outside the full-text indices. */
interface UnindexedRows {
  memory: Connection;
  table: LanceTable;
  rows: number;
}

/** By time of publication, the last first, or by their places (core/ports/searchListing.ts). */
export type ListOrder = 'newest' | 'place';
const sortColumns = { newest: ['published', 'printed'], place: ['published'] };

export interface RowRange {
  limit: number;
  offset?: number;
}

/** What queries read of it. */
export interface PartSnapshot {
  /** What a full-text query searches; together they have all rows. */
  readonly tables: readonly IndexedTable[];
  /** Some of the rows that match a filter. */
  list(filter: string, order: ListOrder, range: RowRange): Promise<ListedRow[]>;
  count(filter: string): Promise<number>;
}

export class TableSnapshot implements PartSnapshot {
  readonly #table: LanceTable;
  readonly #unindexed: UnindexedRows | undefined;
  readonly tables: readonly IndexedTable[];

  private constructor(
    lance: Lance,
    table: LanceTable,
    { rows, isIndexed, written }: { rows: number; isIndexed: boolean; written: boolean },
    unindexed: UnindexedRows | undefined,
  ) {
    this.#table = table;
    this.#unindexed = unindexed;
    const queries = () => new TextQueries(lance, written);
    this.tables = [
      ...(rows > 0 && isIndexed ? [new IndexedTable({ table, rows, queries: queries() })] : []),
      ...(unindexed === undefined
        ? []
        : [new IndexedTable({ ...unindexed, queries: queries(), index: indexer(lance, unindexed.table) })]),
    ];
  }

  /** @param table at the version to read; the snapshot closes it */
  static async of(lance: Lance, table: LanceTable): Promise<TableSnapshot> {
    const rows = await table.countRows();
    const stats = rows === 0 ? undefined : await table.indexStats(`${indexProbe.column}_idx`);
    const isComplete = rows === 0 || stats?.numUnindexedRows === 0;
    const isIndexed = stats !== undefined;
    const unindexed = isComplete ? undefined : await copyUnindexedRows(lance, table, rows, isIndexed);
    const written = await hasWritten(table);
    return new TableSnapshot(lance, table, { rows, isIndexed, written }, unindexed);
  }

  async list(filter: string, order: ListOrder, { limit, offset = 0 }: RowRange): Promise<ListedRow[]> {
    const columns = await columnsIn(this.#table, sortColumns[order]);
    const query = this.#table
      .query()
      .where(filter)
      .select(await columnsIn(this.#table, listedColumns))
      .orderBy([
        ...columns.map((columnName) => ({ columnName, ascending: false })),
        { columnName: 'id', ascending: true },
      ])
      .offset(offset)
      .limit(limit);
    return listedRows(await query.toArrow());
  }

  count(filter: string): Promise<number> {
    return this.#table.countRows(filter);
  }

  /** The tokens of those of these rows that it has, tombstones included. */
  tokensOf(ids: readonly string[]): Promise<Map<string, number>> {
    return tokensIn(this.#table, ids);
  }

  close(): void {
    this.#table.close();
    this.#unindexed?.table.close();
    this.#unindexed?.memory.close();
  }
}

/** Copies the rows outside the full-text indices to a table in memory; `undefined` if there are none. */
async function copyUnindexedRows(
  lance: Lance,
  table: LanceTable,
  rows: number,
  isIndexed: boolean,
): Promise<UnindexedRows | undefined> {
  const indexed = new Set<unknown>(isIndexed ? await probe(lance, table, rows) : []);
  const all = await table.query().where(notGone).withRowId().select(['token']).toArrow();
  const missing = [...(all.getChild(rowId) ?? [])]
    .filter((id) => !indexed.has(id))
    .map((id) => BigInt(String(id)));
  if (missing.length === 0) return undefined;
  const content = await table.takeRowIds(missing).toArrow();
  const memory = await lance.connect('memory://');
  const copy = await memory.createTable('unindexed', content, { schema: new Schema(content.schema.fields) });
  return { memory, table: copy, rows: missing.length };
}

/** Indexes columns of a small table when a query first searches them. */
function indexer(lance: Lance, table: LanceTable): (columns: Iterable<string>) => Promise<void> {
  const indexed = new Map<string, Promise<void>>();
  return async (columns) => {
    for (const column of columns)
      if (!indexed.has(column)) indexed.set(column, indexWords(lance, table, column));
    await Promise.all(indexed.values());
  };
}

/** The ids of the rows that the indices contain. */
async function probe(lance: Lance, table: LanceTable, rows: number): Promise<Iterable<unknown>> {
  const arrow = await table
    .query()
    .fullTextSearch(new lance.MatchQuery(indexProbe.word, indexProbe.column))
    .fastSearch()
    .where(notGone)
    .withRowId()
    .select(['_score'])
    .limit(rows)
    .toArrow();
  return arrow.getChild(rowId) ?? [];
}
