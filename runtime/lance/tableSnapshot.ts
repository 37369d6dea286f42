/**
 * One version of the search table, for reading. Rows that were merged since the last `optimize` are not in
 * the full-text indices yet, so they are copied to a small indexed table in memory. LanceDB would scan such
 * rows itself, but then it finds no phrases, misses some words, and treats "all of these words" as "any of
 * them".
 */
import type { Connection, FullTextQuery, Table as LanceTable } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import type { SearchOrder } from '../../core/ports/search.ts';
import { firstHits, rankColumns, rankHits, rowId } from './ranking.ts';
import { indexProbe, indexTexts, type Lance, schema } from './rows.ts';

export interface ListedRow {
  id: string;
  token: number;
  /** YYYY-MM-DD, or '' if undated. */
  published: string;
}

export interface ScoredRow extends ListedRow {
  score: number;
}

/** The rows outside the full-text indices. */
interface UnindexedRows {
  memory: Connection;
  table: LanceTable;
  rows: number;
}

const listedColumns = ['id', 'token', 'published'];

function rowsOf(arrow: ArrowTable): ListedRow[] {
  const [id, token, published] = listedColumns.map((name) => arrow.getChild(name));
  return Array.from({ length: arrow.numRows }, (_, i) => ({
    id: String(id?.get(i)),
    token: Number(token?.get(i)),
    published: String(published?.get(i)),
  }));
}

/** @param scores by row id */
async function readScoredRows(table: LanceTable, scores: ReadonlyMap<bigint, number>): Promise<ScoredRow[]> {
  if (scores.size === 0) return [];
  const arrow = await table
    .takeRowIds([...scores.keys()])
    .select(listedColumns)
    .withRowId()
    .toArrow();
  const id = arrow.getChild(rowId);
  return rowsOf(arrow).map((row, i) => ({ ...row, score: scores.get(id?.get(i)) ?? 0 }));
}

const byId = (a: ListedRow, b: ListedRow) => (a.id < b.id ? -1 : 1);
const byScore = (a: ScoredRow, b: ScoredRow) => b.score - a.score || byId(a, b);
/** Within a day the best score comes first. */
const byDay = (a: ScoredRow, b: ScoredRow) =>
  a.published > b.published ? -1 : a.published < b.published ? 1 : byScore(a, b);

export class TableSnapshot {
  readonly #table: LanceTable;
  readonly #rows: number;
  readonly #unindexed: UnindexedRows | undefined;

  private constructor(table: LanceTable, rows: number, unindexed: UnindexedRows | undefined) {
    this.#table = table;
    this.#rows = rows;
    this.#unindexed = unindexed;
  }

  /** @param table at the version to read; the snapshot closes it */
  static async of(lance: Lance, table: LanceTable): Promise<TableSnapshot> {
    const rows = await table.countRows();
    const stats = await table.indexStats(`${indexProbe.column}_idx`);
    const complete = rows === 0 || stats?.numUnindexedRows === 0;
    return new TableSnapshot(table, rows, complete ? undefined : await copyUnindexedRows(lance, table, rows));
  }

  /** The first `end` rows that match a text query and a filter, and the number of all that match. */
  async search(
    query: FullTextQuery,
    filter: string,
    order: SearchOrder,
    end: number,
  ): Promise<{ found: ScoredRow[]; total: number }> {
    const parts = await this.#hits(query, filter, rankColumns[order], true);
    const ranked = parts.map(({ arrow }) => rankHits(order, arrow));
    const first = firstHits(ranked, end);
    const found = (
      await Promise.all(parts.map(({ table }, i) => readScoredRows(table, first[i] ?? new Map())))
    ).flat();
    const total = ranked.reduce((sum, { ranks }) => sum + ranks.length, 0);
    return { found: found.sort(order === 'newest' ? byDay : byScore).slice(0, end), total };
  }

  /** The ids of all rows that match a text query and a filter. */
  async idsOf(query: FullTextQuery, filter: string): Promise<Set<string>> {
    const hits = await this.#hits(query, filter, ['id', '_score'], false);
    return new Set(hits.flatMap(({ arrow }) => [...(arrow.getChild('id') ?? [])].map(String)));
  }

  async #hits(
    query: FullTextQuery,
    filter: string,
    columns: string[],
    withIds: boolean,
  ): Promise<{ table: LanceTable; arrow: ArrowTable }[]> {
    if (this.#rows === 0) return [];
    // Without a limit LanceDB returns ten hits. With a small one it misses documents that have all words but
    // are not among the first with one of them.
    const indexed = {
      table: this.#table,
      query: this.#table.query().fullTextSearch(query).fastSearch().limit(this.#rows),
    };
    const unindexed = this.#unindexed && {
      table: this.#unindexed.table,
      query: this.#unindexed.table.query().fullTextSearch(query).limit(this.#unindexed.rows),
    };
    const parts = unindexed === undefined ? [indexed] : [indexed, unindexed];
    return Promise.all(
      parts.map(async (part) => {
        const query = (filter === '' ? part.query : part.query.where(filter)).select(columns);
        return { table: part.table, arrow: await (withIds ? query.withRowId() : query).toArrow() };
      }),
    );
  }

  /** A page of the rows that match a filter, newest first. */
  async list(filter: string, page: { limit?: number; offset?: number } = {}): Promise<ListedRow[]> {
    let query = this.#table
      .query()
      .where(filter)
      .select(listedColumns)
      .orderBy([
        { columnName: 'published', ascending: false },
        { columnName: 'id', ascending: true },
      ]);
    if (page.offset !== undefined) query = query.offset(page.offset);
    if (page.limit !== undefined) query = query.limit(page.limit);
    return rowsOf(await query.toArrow());
  }

  count(filter: string): Promise<number> {
    return this.#table.countRows(filter);
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
): Promise<UnindexedRows | undefined> {
  const probed = await table
    .query()
    .fullTextSearch(new lance.MatchQuery(indexProbe.word, indexProbe.column))
    .fastSearch()
    .where('gone = false')
    .withRowId()
    .select(['_score'])
    .limit(rows)
    .toArrow();
  const all = await table.query().where('gone = false').withRowId().select(['token']).toArrow();
  const indexed = new Set<unknown>(probed.getChild(rowId) ?? []);
  const missing = [...(all.getChild(rowId) ?? [])]
    .filter((id) => !indexed.has(id))
    .map((id) => BigInt(String(id)));
  if (missing.length === 0) return undefined;
  const content = await table.takeRowIds(missing).toArrow();
  const memory = await lance.connect('memory://');
  const copy = await memory.createTable('unindexed', content, { schema });
  await indexTexts(lance, copy);
  return { memory, table: copy, rows: missing.length };
}
