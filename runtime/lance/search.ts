/**
 * The `Search` port on LanceDB, an embedded engine that works the same on a folder and, with optimistic
 * commits, on S3.
 */
import type { Connection, Table as LanceTable } from '@lancedb/lancedb';
import pLimit from 'p-limit';
import type {
  Headline,
  NearDuplicateHit,
  Search,
  SearchHits,
  SearchQuery,
  SearchRow,
} from '../../core/ports/search.ts';
import { readFacets } from './facets.ts';
import { readHeadlines } from './headlines.ts';
import { findNearDuplicates } from './nearDuplicates.ts';
import { purge } from './purge.ts';
import { type Arrow, columns, fromStored, type Lance, makeIndices, schema, toStored } from './rows.ts';
import type { ListedRow, TableSnapshot } from './tableSnapshot.ts';
import { type TableVersion, TableVersions } from './tableVersions.ts';
import { filterOf, literals, matchAll, matchAny, termsOf, wordFilterOf } from './terms.ts';

const tableName = 'documents';

/** A query may still read younger versions; it takes seconds. */
const keepMilliseconds = 10 * 60_000;

const idsPerQuery = 500;

/** LanceDB's defaults are 6 GB and 1 GB. */
const cache = { indexBytes: 64n * 1024n * 1024n, metadataBytes: 32n * 1024n * 1024n };

export interface LanceSearchOptions {
  /** A folder, or `s3://bucket/prefix`. */
  uri: string;
  /** Options of LanceDB's object store: region, endpoint, credentials. */
  storageOptions?: Record<string, string>;
}

export class LanceSearch implements Search {
  readonly #lance: Lance;
  readonly #connection: Connection;
  readonly #versions: TableVersions;
  /** The handle for writing and for the newest version. Absent until the table exists. */
  #table: LanceTable | undefined;
  /** Whether this process has checked that all indices exist. */
  #indexed = false;
  #optimizedVersion: number | undefined;
  /** Merges of one process take turns, because concurrent ones would only make each other start over. */
  readonly #turn = pLimit(1);

  private constructor(lance: Lance, connection: Connection) {
    this.#lance = lance;
    this.#connection = connection;
    this.#versions = new TableVersions(lance, connection, tableName);
  }

  /** Creates nothing: the first merge creates the table, so that readers need no right to write. */
  static async open({ uri, storageOptions }: LanceSearchOptions): Promise<LanceSearch> {
    // The native library reads this when it loads; with fewer threads `optimize` hangs on two cores.
    process.env.LANCE_CPU_THREADS ??= '4';
    const lance = await import('@lancedb/lancedb');
    const session = new lance.Session(cache.indexBytes, cache.metadataBytes);
    const connection = await lance.connect(uri, { session, ...(storageOptions && { storageOptions }) });
    return new LanceSearch(lance, connection);
  }

  async merge(rows: readonly SearchRow[]): Promise<void> {
    if (rows.length === 0) return;
    const newest = new Map<string, SearchRow>();
    for (const row of rows)
      if ((newest.get(row.id)?.token ?? Number.NEGATIVE_INFINITY) < row.token) newest.set(row.id, row);
    const data = this.#lance.makeArrowTable([...newest.values()].map(toStored), { schema });
    await this.#turn(async () => {
      const table = await this.#writableTable();
      await table.checkoutLatest();
      await table
        .mergeInsert('id')
        // With the index on `id`, LanceDB 0.31 misses that another process inserts the same id: both rows
        // would stay.
        .useIndex(false)
        .whenMatchedUpdateAll({ where: 'target.token < source.token' })
        .whenNotMatchedInsertAll()
        .execute(data);
    });
  }

  async query(query: SearchQuery): Promise<SearchHits> {
    const table = await this.#existingTable();
    if (table === undefined) return { hits: [], total: 0, version: 0 };
    const { version, snapshot } = await this.#versionFor(table, query.version);
    return { ...(await this.#find(await snapshot, query)), version };
  }

  async #find(snapshot: TableSnapshot, query: SearchQuery): Promise<Omit<SearchHits, 'version'>> {
    const { wanted, unwanted } = termsOf(query);
    const filter = filterOf(query);
    const page = (found: (ListedRow & { score?: number })[]) =>
      found
        .slice(query.offset, query.offset + query.limit)
        .map(({ id, token, score = 0 }) => ({ id, token, score }));
    if (wanted.length > 0) {
      const { found, total } = await snapshot.search(
        matchAll(this.#lance, wanted, unwanted, query.order),
        wordFilterOf(query),
        query.order,
        query.offset + query.limit,
      );
      return { hits: page(found), total };
    }
    if (unwanted.length === 0) {
      const hits = (await snapshot.list(filter, query)).map(({ id, token }) => ({ id, token, score: 0 }));
      return { hits, total: await snapshot.count(filter) };
    }
    const excluded = await snapshot.idsOf(matchAny(this.#lance, unwanted), filter);
    const found = (await snapshot.list(filter)).filter(({ id }) => !excluded.has(id));
    return { hits: page(found), total: found.length };
  }

  async nearDuplicates(
    bands: readonly string[],
    limit: number,
  ): Promise<{ hits: NearDuplicateHit[]; more: boolean }> {
    const table = await this.#newestTable();
    if (table === undefined || bands.length === 0) return { hits: [], more: false };
    return findNearDuplicates(table, bands, limit);
  }

  async publishedBetween(
    range: { from: string; to: string; entities: SearchQuery['entities'] },
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }> {
    const table = await this.#newestTable();
    return table === undefined ? { rows: [], more: false } : readHeadlines(table, filterOf(range), limit);
  }

  async facets(
    limit: number,
  ): Promise<{ documents: number; rows: Pick<SearchRow, 'source' | 'language' | 'published'>[] }> {
    const table = await this.#newestTable();
    return table === undefined ? { documents: 0, rows: [] } : readFacets(table, limit);
  }

  async tokensOf(ids: readonly string[]): Promise<Map<string, number>> {
    const tokens = new Map<string, number>();
    for await (const arrow of this.#rowsById(ids, ['id', 'token'])) {
      const [id, token] = [arrow.getChild('id'), arrow.getChild('token')];
      for (let row = 0; row < arrow.numRows; row++) tokens.set(String(id?.get(row)), Number(token?.get(row)));
    }
    return tokens;
  }

  async rows(ids: readonly string[]): Promise<SearchRow[]> {
    const rows: SearchRow[] = [];
    for await (const arrow of this.#rowsById(ids, columns)) rows.push(...fromStored(arrow));
    return rows;
  }

  async *#rowsById(ids: readonly string[], columns: string[]): AsyncGenerator<Arrow> {
    const table = await this.#newestTable();
    if (table === undefined) return;
    for (let i = 0; i < ids.length; i += idsPerQuery) {
      const filter = `id IN (${literals(ids.slice(i, i + idsPerQuery))})`;
      yield await table.query().where(filter).select(columns).toArrow();
    }
  }

  async optimize(): Promise<void> {
    if ((await this.#existingTable()) === undefined) return;
    await this.#turn(async () => {
      const table = await this.#writableTable();
      await table.checkoutLatest();
      if ((await table.version()) === this.#optimizedVersion) return;
      await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepMilliseconds) });
      this.#optimizedVersion = await table.version();
    });
  }

  async purge(): Promise<void> {
    if ((await this.#existingTable()) === undefined) return;
    await this.#turn(async () => {
      const table = await this.#writableTable();
      await purge(this.#lance, table);
      this.#optimizedVersion = await table.version();
    });
  }

  async close(): Promise<void> {
    await this.#versions.close();
    this.#table?.close();
    this.#connection.close();
  }

  async #existingTable(): Promise<LanceTable | undefined> {
    if (this.#table === undefined && (await this.#connection.tableNames()).includes(tableName)) {
      this.#table = await this.#connection.openTable(tableName);
    }
    return this.#table;
  }

  /** The table if it exists, at its newest version. */
  async #newestTable(): Promise<LanceTable | undefined> {
    const table = await this.#existingTable();
    await table?.checkoutLatest();
    return table;
  }

  async #writableTable(): Promise<LanceTable> {
    if (!this.#indexed) await this.#dropIfOutdated();
    const table =
      (await this.#existingTable()) ??
      (await this.#connection.createEmptyTable(tableName, schema, { existOk: true }));
    this.#table = table;
    if (!this.#indexed) await makeIndices(this.#lance, table);
    this.#indexed = true;
    return table;
  }

  /** A table without today's columns is dropped; the sweep makes its rows again. */
  async #dropIfOutdated(): Promise<void> {
    const table = await this.#existingTable();
    if (table === undefined) return;
    const { names } = await table.schema();
    if (schema.names.every((name) => names.includes(name))) return;
    table.close();
    this.#table = undefined;
    await this.#connection.dropTable(tableName);
  }

  /** The requested version if it still exists, otherwise the newest. */
  async #versionFor(table: LanceTable, requested: number | undefined): Promise<TableVersion> {
    const found = requested === undefined ? undefined : await this.#versions.find(requested);
    if (found !== undefined) return found;
    await table.checkoutLatest();
    return this.#versions.open(await table.version());
  }
}
