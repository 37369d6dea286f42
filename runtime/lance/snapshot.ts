/**
 * One version of the search table, as its readers see it. What the full-text indices hold is searched there. The rows that came since the
 * last `optimize` get a small table of their own, in memory, indexed in the same way: LanceDB would look through them too, but finds no
 * phrases there, misses some words and takes «all of these words» for «any of them».
 */
import type { Connection, FullTextQuery, Table as LanceTable } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';
import type { SearchOrder } from '../../core/ports.ts';
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

const rowId = '_rowid';

const listed = ['id', 'token', 'published'];

function rowsOf(arrow: ArrowTable): Listed[] {
  const [id, token, published] = listed.map((name) => arrow.getChild(name));
  return Array.from({ length: arrow.numRows }, (_, i) => ({
    id: String(id?.get(i)),
    token: Number(token?.get(i)),
    published: String(published?.get(i)),
  }));
}

const byId = (a: Listed, b: Listed) => (a.id < b.id ? -1 : 1);
const byDay = (a: Listed, b: Listed) => (a.published > b.published ? -1 : a.published < b.published ? 1 : byId(a, b));
const byScore = (a: Found, b: Found) => b.score - a.score || byId(a, b);

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

  /** All rows that a text query and a filter find. */
  async search(query: FullTextQuery, filter: string, order: SearchOrder): Promise<Found[]> {
    if (this.#rows === 0) return [];
    const parts = [this.#table.query().fullTextSearch(query).fastSearch().limit(this.#rows)];
    if (this.#tail !== undefined) parts.push(this.#tail.table.query().fullTextSearch(query).limit(this.#tail.rows));
    const found: Found[] = [];
    for (const part of parts) {
      const arrow = await part
        .where(filter)
        .select([...listed, '_score'])
        .toArrow();
      const score = arrow.getChild('_score');
      for (const [i, row] of rowsOf(arrow).entries()) found.push({ ...row, score: Number(score?.get(i)) });
    }
    return found.sort(order === 'newest' ? byDay : byScore);
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
  const missing = [...(all.getChild(rowId) ?? [])].filter((id) => !indexed.has(id)).map((id) => BigInt(String(id)));
  if (missing.length === 0) return undefined;
  const content = await table.takeRowIds(missing).toArrow();
  const memory = await lance.connect('memory://');
  const tail = await memory.createTable('tail', content, { schema });
  await indexTexts(lance, tail);
  return { memory, table: tail, rows: missing.length };
}
