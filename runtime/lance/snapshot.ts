/**
 * One version of the search table, as its readers see it. What the full-text indices hold is searched there. The rows that came since the
 * last `optimize` get a small table of their own, in memory, indexed in the same way: LanceDB would look through them too, but finds no
 * phrases there, misses some words and takes «all of these words» for «any of them».
 */
import type { Connection, FullTextQuery, Table as LanceTable } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import type { SearchOrder } from '../../core/ports/search.ts';
import { firstOf, rankColumns, rankedBy, rowId } from './ranking.ts';
import { indexTexts, type Lance, marker, schema } from './rows.ts';

export interface Listed {
  id: string;
  token: number;
  /** YYYY-MM-DD, or '' where undated. */
  published: string;
}

export interface Found extends Listed {
  score: number;
}

interface Tail {
  memory: Connection;
  table: LanceTable;
  rows: number;
}

const listed = ['id', 'token', 'published'];

function rowsOf(arrow: ArrowTable): Listed[] {
  const [id, token, published] = listed.map((name) => arrow.getChild(name));
  return Array.from({ length: arrow.numRows }, (_, i) => ({
    id: String(id?.get(i)),
    token: Number(token?.get(i)),
    published: String(published?.get(i)),
  }));
}

/** Rows with what a list says of them. @param scores by row id */
async function withColumns(table: LanceTable, scores: ReadonlyMap<bigint, number>): Promise<Found[]> {
  if (scores.size === 0) return [];
  const arrow = await table
    .takeRowIds([...scores.keys()])
    .select(listed)
    .withRowId()
    .toArrow();
  const id = arrow.getChild(rowId);
  return rowsOf(arrow).map((row, i) => ({ ...row, score: scores.get(id?.get(i)) ?? 0 }));
}

const byId = (a: Listed, b: Listed) => (a.id < b.id ? -1 : 1);
const byScore = (a: Found, b: Found) => b.score - a.score || byId(a, b);
/** Within a day, those that say it most come first. */
const byDay = (a: Found, b: Found) =>
  a.published > b.published ? -1 : a.published < b.published ? 1 : byScore(a, b);

export class Snapshot {
  readonly #table: LanceTable;
  readonly #rows: number;
  readonly #tail: Tail | undefined;

  private constructor(table: LanceTable, rows: number, tail: Tail | undefined) {
    this.#table = table;
    this.#rows = rows;
    this.#tail = tail;
  }

  /** @param table at the version to read; it becomes the snapshot's own */
  static async of(lance: Lance, table: LanceTable): Promise<Snapshot> {
    const rows = await table.countRows();
    const stats = await table.indexStats(`${marker.column}_idx`);
    const complete = rows === 0 || stats?.numUnindexedRows === 0;
    return new Snapshot(table, rows, complete ? undefined : await tailOf(lance, table, rows));
  }

  /** The first rows, up to `end`, of those that a text query and a filter find, and how many it finds. */
  async search(
    query: FullTextQuery,
    filter: string,
    order: SearchOrder,
    end: number,
  ): Promise<{ found: Found[]; total: number }> {
    const parts = await this.#hits(query, filter, rankColumns[order], true);
    const ranked = parts.map(({ arrow }) => rankedBy(order, arrow));
    const first = firstOf(ranked, end);
    const found = (
      await Promise.all(parts.map(({ table }, i) => withColumns(table, first[i] ?? new Map())))
    ).flat();
    const total = ranked.reduce((sum, { ranks }) => sum + ranks.length, 0);
    return { found: found.sort(order === 'newest' ? byDay : byScore).slice(0, end), total };
  }

  /** The ids of all rows that a text query and a filter find. */
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
    // Without a limit LanceDB gives ten; with a small one it leaves out documents that have all words, but are not among the first with one.
    const indexed = {
      table: this.#table,
      query: this.#table.query().fullTextSearch(query).fastSearch().limit(this.#rows),
    };
    const tail = this.#tail && {
      table: this.#tail.table,
      query: this.#tail.table.query().fullTextSearch(query).limit(this.#tail.rows),
    };
    const parts = tail === undefined ? [indexed] : [indexed, tail];
    return Promise.all(
      parts.map(async (part) => {
        const asked = (filter === '' ? part.query : part.query.where(filter)).select(columns);
        return { table: part.table, arrow: await (withIds ? asked.withRowId() : asked).toArrow() };
      }),
    );
  }

  /** A page of the rows that a filter finds, the newest first. */
  async list(filter: string, page: { limit?: number; offset?: number } = {}): Promise<Listed[]> {
    let query = this.#table
      .query()
      .where(filter)
      .select(listed)
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
    this.#tail?.table.close();
    this.#tail?.memory.close();
  }
}

/** The rows that the full-text indices do not hold, in a table of their own; `undefined` where there are none. */
async function tailOf(lance: Lance, table: LanceTable, rows: number): Promise<Tail | undefined> {
  const held = await table
    .query()
    .fullTextSearch(new lance.MatchQuery(marker.word, marker.column))
    .fastSearch()
    .where('gone = false')
    .withRowId()
    .select(['_score'])
    .limit(rows)
    .toArrow();
  const all = await table.query().where('gone = false').withRowId().select(['token']).toArrow();
  const indexed = new Set<unknown>(held.getChild(rowId) ?? []);
  const missing = [...(all.getChild(rowId) ?? [])]
    .filter((id) => !indexed.has(id))
    .map((id) => BigInt(String(id)));
  if (missing.length === 0) return undefined;
  const content = await table.takeRowIds(missing).toArrow();
  const memory = await lance.connect('memory://');
  const tail = await memory.createTable('tail', content, { schema });
  await indexTexts(lance, tail);
  return { memory, table: tail, rows: missing.length };
}
