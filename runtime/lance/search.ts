/** The `Search` port on LanceDB: an embedded engine that runs on a folder and, unchanged, on S3 with optimistic commits. */
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
import { headlinesIn } from './headlines.ts';
import { nearDuplicateRows } from './near.ts';
import { purge } from './purge.ts';
import { type Arrow, columns, fromStored, type Lance, makeIndices, schema, toStored } from './rows.ts';
import { type Listed, Snapshot } from './snapshot.ts';
import { allOf, anyOf, filterOf, literals, termsOf, wordFilterOf } from './terms.ts';

const tableName = 'documents';

/** Versions that are younger may still be read by somebody; a query takes seconds. */
const keepMilliseconds = 10 * 60_000;

/** Ids asked for at once. */
const idsAtOnce = 500;

/** LanceDB's own limits are 6 GB and 1 GB. */
const cache = { indexBytes: 64n * 1024n * 1024n, metadataBytes: 32n * 1024n * 1024n };

/** Versions held for queries: the newest, and what is paged through. */
const snapshotsKept = 4;

interface Read {
  version: number;
  reading: Promise<Snapshot>;
}

export interface LanceSearchOptions {
  /** A folder, or `s3://bucket/prefix`. */
  uri: string;
  /** As LanceDB's object store takes them: region, endpoint, credentials. */
  storageOptions?: Record<string, string>;
}

function sameColumns(names: readonly unknown[]): boolean {
  return schema.names.every((name) => names.includes(name));
}

export class LanceSearch implements Search {
  readonly #lance: Lance;
  readonly #connection: Connection;
  /** The handle that writes, and knows the newest version. Absent until somebody has written. */
  #table: LanceTable | undefined;
  /** Whether this process has seen that all indices are there. */
  #indexed = false;
  /** The newest first. */
  #snapshots: Read[] = [];
  #optimizedVersion: number | undefined;
  /** Merges of one process take turns: side by side they would only make each other start over. */
  readonly #turn = pLimit(1);

  private constructor(lance: Lance, connection: Connection) {
    this.#lance = lance;
    this.#connection = connection;
  }

  /** Makes nothing: the table comes into being with the first merge, so that a reader needs no right to write. */
  static async open({ uri, storageOptions }: LanceSearchOptions): Promise<LanceSearch> {
    // Read when the native library is loaded; with fewer threads than this `optimize` hangs on two cores.
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
      const table = await this.#writable();
      await table.checkoutLatest();
      await table
        .mergeInsert('id')
        // With the index on `id` LanceDB 0.31 does not notice that another process inserts the same id, and both would be there.
        .useIndex(false)
        .whenMatchedUpdateAll({ where: 'target.token < source.token' })
        .whenNotMatchedInsertAll()
        .execute(data);
    });
  }

  async query(query: SearchQuery): Promise<SearchHits> {
    const table = await this.#readable();
    if (table === undefined) return { hits: [], total: 0, version: 0 };
    const { version, reading } = await this.#at(table, query.version);
    return { ...(await this.#find(await reading, query)), version };
  }

  async #find(snapshot: Snapshot, query: SearchQuery): Promise<Omit<SearchHits, 'version'>> {
    const { wanted, unwanted } = termsOf(query);
    const filter = filterOf(query);
    const page = (found: (Listed & { score?: number })[]) =>
      found
        .slice(query.offset, query.offset + query.limit)
        .map(({ id, token, score = 0 }) => ({ id, token, score }));
    if (wanted.length > 0) {
      const end = query.offset + query.limit;
      const { found, total } = await snapshot.search(
        allOf(this.#lance, wanted, unwanted, query.order),
        wordFilterOf(query),
        query.order,
        end,
      );
      return { hits: page(found), total };
    }
    if (unwanted.length === 0) {
      const hits = (await snapshot.list(filter, query)).map(({ id, token }) => ({ id, token, score: 0 }));
      return { hits, total: await snapshot.count(filter) };
    }
    const excluded = await snapshot.idsOf(anyOf(this.#lance, unwanted), filter);
    const found = (await snapshot.list(filter)).filter(({ id }) => !excluded.has(id));
    return { hits: page(found), total: found.length };
  }

  async nearDuplicates(
    bands: readonly string[],
    limit: number,
  ): Promise<{ hits: NearDuplicateHit[]; more: boolean }> {
    const table = await this.#readable();
    if (table === undefined || bands.length === 0) return { hits: [], more: false };
    await table.checkoutLatest();
    return nearDuplicateRows(table, bands, limit);
  }

  async publishedBetween(
    range: { from: string; to: string; entities: SearchQuery['entities'] },
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }> {
    const table = await this.#readable();
    if (table === undefined) return { rows: [], more: false };
    await table.checkoutLatest();
    return headlinesIn(table, filterOf(range), limit);
  }

  async facets(
    limit: number,
  ): Promise<{ documents: number; rows: Pick<SearchRow, 'source' | 'language' | 'published'>[] }> {
    const table = await this.#readable();
    if (table === undefined) return { documents: 0, rows: [] };
    await table.checkoutLatest();
    const documents = await table.countRows('gone = false');
    if (limit === 0) return { documents, rows: [] };
    const arrow = await table
      .query()
      .where('gone = false')
      .select(['source', 'language', 'published'])
      .limit(limit)
      .toArrow();
    const [source, language, published] = [
      arrow.getChild('source'),
      arrow.getChild('language'),
      arrow.getChild('published'),
    ];
    const text = (column: typeof source, i: number) => String(column?.get(i));
    const rows = Array.from({ length: arrow.numRows }, (_, i) => ({
      source: text(source, i),
      language: text(language, i),
      published: text(published, i),
    }));
    return { documents, rows };
  }

  async tokensOf(ids: readonly string[]): Promise<Map<string, number>> {
    const tokens = new Map<string, number>();
    for await (const arrow of this.#named(ids, ['id', 'token'])) {
      const [id, token] = [arrow.getChild('id'), arrow.getChild('token')];
      for (let row = 0; row < arrow.numRows; row++) tokens.set(String(id?.get(row)), Number(token?.get(row)));
    }
    return tokens;
  }

  async rows(ids: readonly string[]): Promise<SearchRow[]> {
    const rows: SearchRow[] = [];
    for await (const arrow of this.#named(ids, columns)) rows.push(...fromStored(arrow));
    return rows;
  }

  /** The rows with these ids, some hundreds at a time. */
  async *#named(ids: readonly string[], columns: string[]): AsyncGenerator<Arrow> {
    const table = await this.#readable();
    if (table === undefined) return;
    await table.checkoutLatest();
    for (let i = 0; i < ids.length; i += idsAtOnce) {
      const filter = `id IN (${literals(ids.slice(i, i + idsAtOnce))})`;
      yield await table.query().where(filter).select(columns).toArrow();
    }
  }

  async optimize(): Promise<void> {
    if ((await this.#readable()) === undefined) return;
    await this.#turn(async () => {
      const table = await this.#writable();
      await table.checkoutLatest();
      if ((await table.version()) === this.#optimizedVersion) return;
      await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepMilliseconds) });
      this.#optimizedVersion = await table.version();
    });
  }

  async purge(): Promise<void> {
    if ((await this.#readable()) === undefined) return;
    await this.#turn(async () => {
      const table = await this.#writable();
      await purge(this.#lance, table);
      this.#optimizedVersion = await table.version();
    });
  }

  async close(): Promise<void> {
    for (const { reading } of this.#snapshots) (await reading.catch(() => undefined))?.close();
    this.#table?.close();
    this.#connection.close();
  }

  async #readable(): Promise<LanceTable | undefined> {
    if (this.#table === undefined && (await this.#connection.tableNames()).includes(tableName)) {
      this.#table = await this.#connection.openTable(tableName);
    }
    return this.#table;
  }

  async #writable(): Promise<LanceTable> {
    if (!this.#indexed) await this.#dropIfOutdated();
    const table =
      (await this.#readable()) ??
      (await this.#connection.createEmptyTable(tableName, schema, { existOk: true }));
    this.#table = table;
    if (!this.#indexed) await makeIndices(this.#lance, table);
    this.#indexed = true;
    return table;
  }

  /** A table of another form than today's is nothing to be kept: the sweep makes its rows again. */
  async #dropIfOutdated(): Promise<void> {
    const table = await this.#readable();
    if (table === undefined || sameColumns((await table.schema()).names)) return;
    table.close();
    this.#table = undefined;
    await this.#connection.dropTable(tableName);
  }

  /** A version that is asked for, while it is there; else the newest. Queries of one version share what was read of it. */
  async #at(table: LanceTable, asked: number | undefined): Promise<Read> {
    if (asked !== undefined) {
      const read = this.#reading(asked);
      const there = await read.reading.then(
        () => true,
        () => false,
      );
      if (there) return read;
    }
    await table.checkoutLatest();
    return this.#reading(await table.version());
  }

  #reading(version: number): Read {
    const known = this.#snapshots.find((read) => read.version === version);
    if (known !== undefined) return known;
    const read = { version, reading: this.#read(version) };
    this.#snapshots = [read, ...this.#snapshots]
      .sort((a, b) => b.version - a.version)
      .slice(0, snapshotsKept);
    read.reading.catch(() => {
      this.#snapshots = this.#snapshots.filter((each) => each !== read);
    });
    return read;
  }

  async #read(version: number): Promise<Snapshot> {
    const table = await this.#connection.openTable(tableName);
    await table.checkout(version);
    return Snapshot.of(this.#lance, table);
  }
}
