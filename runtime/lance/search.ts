/**
 * The `Search` port on LanceDB, an embedded engine that works the same on a folder and, with optimistic
 * commits, on S3. The rows are divided into tables by month or year (parts.ts): a merge writes and a
 * query reads only the tables of the days concerned, and each table is compacted by itself.
 */
import type { DayStories, DayWords } from '../../core/ports/daySummaries.ts';
import type { ReadRecentRows } from '../../core/ports/recentRows.ts';
import type {
  Census,
  Headline,
  NearDuplicateHit,
  RowReference,
  Search,
  SearchHits,
  SearchQuery,
  SearchRow,
  StoredRow,
} from '../../core/ports/search.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import type { SearchListing } from '../../core/ports/searchListing.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { daysOf, rangeConditions, soughtTerms } from '../../core/search/conditions.ts';
import { fewDocuments } from '../../core/search/daySummary.ts';
import { CensusCounts } from './census.ts';
import { collapseHits, sampleRows } from './counting.ts';
import { filterOf, filtersOfIds } from './filters.ts';
import { readNewestHeadlines } from './headlines.ts';
import type { ListedRow } from './indexedTable.ts';
import { listPages } from './listing.ts';
import { findNearDuplicates, mergeNearDuplicates } from './nearDuplicates.ts';
import { type Division, partName } from './parts.ts';
import { mergeRows, referencedParts } from './placing.ts';
import { askable } from './reading/earlierShapes.ts';
import { listRows, type RowsAfter } from './reading/listRows.ts';
import { Reader, type ReadSnapshot } from './reading/reader.ts';
import { type Arrow, columns, fromStored } from './rows.ts';
import { DaySummarizer } from './summaries/daySummarizer.ts';
import { firstStories } from './summaries/summaryTables.ts';
import { type ClaimTable, Tables } from './tables.ts';
import { concurrentTables, findHits, readFirst, splitConditions } from './textSearch.ts';

const byMonth: Division = { period: 'month', slices: 1, spread: 1, undatedSpread: 1 };

export interface LanceSearchOptions {
  /** A folder, or `s3://bucket/prefix`. */
  uri: string;
  /** Options of LanceDB's object store: region, endpoint, credentials. */
  storageOptions?: Record<string, string>;
  /** How the rows are divided. Another division is another layout, which is filled beside the old one. */
  division?: Division;
  /** How old the versions may be that queries read. Looking for newer ones takes a request per table. */
  freshMilliseconds?: number;
  /** By default no other process writes, and none needs to be asked. */
  claimTable?: ClaimTable;
  /** A table of more rows is not compacted. */
  mostRowsToCompact?: number;
  /** With so many documents today has no summary yet: it would have to be made anew all the time. */
  fewToday?: number;
  /** Reads rows that may not be merged yet, for queries to add; absent if they are merged at once. */
  recentRows?: ReadRecentRows;
}

export class LanceSearch implements Search, SearchListing {
  readonly #tables: Tables;
  readonly #reader: Reader;
  readonly #mostRows: number;
  readonly #summarizer: DaySummarizer;
  readonly #counts = new CensusCounts();

  private constructor(tables: Tables, reader: Reader, mostRows: number, fewToday: number) {
    this.#tables = tables;
    this.#reader = reader;
    this.#mostRows = mostRows;
    this.#summarizer = new DaySummarizer(tables, fewToday);
  }

  /** Creates nothing: merges create the tables, so that readers need no right to write. */
  static async open({
    uri,
    storageOptions,
    division = byMonth,
    freshMilliseconds = 0,
    claimTable = async () => true,
    mostRowsToCompact = Number.POSITIVE_INFINITY,
    fewToday = fewDocuments,
    recentRows,
  }: LanceSearchOptions): Promise<LanceSearch> {
    // The native library reads this when it loads; with fewer threads `optimize` hangs on two cores.
    process.env.LANCE_CPU_THREADS ??= '4';
    const lance = await import('@lancedb/lancedb');
    const tables = await Tables.open(lance, uri, storageOptions, division, claimTable);
    const reader = new Reader(lance, tables, freshMilliseconds, recentRows);
    return new LanceSearch(tables, reader, mostRowsToCompact, fewToday);
  }

  async merge(rows: readonly SearchRow[]): Promise<readonly string[]> {
    return rows.length === 0 ? [] : mergeRows(this.#tables, rows);
  }

  async query(query: SearchQuery): Promise<SearchHits> {
    const { read, version } = await this.#reader.snapshots(daysOf(query.where), query.version);
    return { ...(await this.#find(read, query)), version };
  }

  async #find(read: readonly ReadSnapshot[], query: SearchQuery): Promise<Omit<SearchHits, 'version'>> {
    const { offset, limit, collapse } = query;
    const where = askable(query.where, read);
    const conditions = splitConditions(where);
    const isRanked = soughtTerms(where).length > 0;
    if (!isRanked && !collapse && conditions.texts.length + conditions.mixed.length === 0) {
      const { rows, total } = await listPages(read, filterOf(conditions.filters), { offset, limit });
      return { hits: rows.map(({ id, token }) => ({ id, token, score: 0 })), total };
    }
    const order = isRanked ? query.order : 'newest';
    const tables = read.flatMap(({ snapshot }) => snapshot.tables);
    const matching = await findHits(tables, conditions, order);
    if (!isRanked) for (const { hits } of matching) hits.scores.fill(0);
    if (collapse) return collapseHits(matching, order, { offset, limit });
    const { found, total } = await readFirst(matching, order, offset + limit);
    return { hits: found.slice(offset).map(({ id, token, score }) => ({ id, token, score })), total };
  }

  async list(where: SearchCondition, page: RowsAfter): Promise<Omit<ListedRow, 'recency'>[]> {
    const parts = await this.#reader.scanned(daysOf(where));
    const rows = await listRows(parts, splitConditions(askable(where, parts)), page);
    return rows.map(({ id, token, published }) => ({ id, token, published }));
  }

  sample: Search['sample'] = async (where, { version: pinned, ...options }) => {
    const { read, version } = await this.#reader.snapshots(daysOf(where), pinned);
    const tables = read.flatMap(({ snapshot }) => snapshot.tables);
    const conditions = splitConditions(askable(where, read));
    const sampled = await sampleRows(await findHits(tables, conditions, 'relevance'), options);
    return { ...sampled, version };
  };

  async nearDuplicates(
    bands: readonly string[],
    limit: number,
  ): Promise<{ hits: NearDuplicateHit[]; more: boolean }> {
    if (bands.length === 0) return { hits: [], more: false };
    const found = await mapConcurrent(concurrentTables, await this.#reader.scanned(), async (part) =>
      Promise.all((await part.tables()).map((table) => findNearDuplicates(table, bands, limit))),
    );
    return mergeNearDuplicates(found.flat(), limit);
  }

  async publishedBetween(
    range: Parameters<Search['publishedBetween']>[0],
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }> {
    const filter = filterOf(rangeConditions(range));
    const parts = await this.#reader.scanned(range);
    return readNewestHeadlines(parts, filter, { limit, brief: range.brief === true });
  }

  async census(): Promise<Census> {
    return this.#counts.census(await this.#reader.scanned());
  }

  summarizeDays(options: Parameters<Search['summarizeDays']>[0]): ReturnType<Search['summarizeDays']> {
    return this.#summarizer.run(options);
  }

  async dayWords(days: { from: string; to: string }): Promise<DayWords[]> {
    const found = await this.#tables.summaries.read(await this.#reader.names(), days, 'words');
    return found.map(({ value, ...rest }) => ({ ...rest, words: JSON.parse(value) as DayWords['words'] }));
  }

  async dayStories(days: { from: string; to: string }, most: number): Promise<DayStories[]> {
    const found = await this.#tables.summaries.read(await this.#reader.names(), days, 'stories');
    return found.map(({ value, ...rest }) => ({ ...rest, ...firstStories(value, most) }));
  }

  async tokensOf(rows: readonly RowReference[]): Promise<Map<string, number>> {
    const tokens = new Map<string, number>();
    for (const arrow of await this.#rowsById(rows, ['id', 'token'])) {
      const [id, token] = [arrow.getChild('id'), arrow.getChild('token')];
      for (let row = 0; row < arrow.numRows; row++) {
        const known = tokens.get(String(id?.get(row))) ?? 0;
        tokens.set(String(id?.get(row)), Math.max(known, Number(token?.get(row))));
      }
    }
    return tokens;
  }

  async rows(rows: readonly RowReference[]): Promise<SearchRow[]> {
    const found = (await this.#rowsById(rows, columns)).flatMap(fromStored);
    // A row that left its month has a tombstone there, with the same token.
    const newest = new Map<string, SearchRow>();
    for (const row of found) {
      const known = newest.get(row.id);
      if (known === undefined || known.token < row.token || (known.token === row.token && known.gone))
        newest.set(row.id, row);
    }
    return [...newest.values()];
  }

  async #rowsById(rows: readonly RowReference[], columns: string[]): Promise<Arrow[]> {
    const { own } = await this.#tables.layouts(0);
    const wanted = [...referencedParts(own, rows)];
    const found = await mapConcurrent(concurrentTables, wanted, async ([part, ids]) => {
      const table = await this.#tables.table(part).newest();
      const arrows: Arrow[] = [];
      if (table === undefined) return arrows;
      for (const filter of filtersOfIds(ids))
        arrows.push(await table.query().where(filter).select(columns).toArrow());
      return arrows;
    });
    return found.flat();
  }

  async scan(after?: string): Promise<{ rows: StoredRow[]; next?: string }> {
    const names = (await this.parts()).toSorted();
    const at = names.findIndex((name) => after === undefined || name > after);
    const name = names[at];
    if (name === undefined) return { rows: [] };
    const rows = await this.#tables.storedRows(name);
    return { rows, ...(at + 1 < names.length && { next: name }) };
  }

  async parts(): Promise<string[]> {
    return (await this.#tables.layouts(0)).own.map(partName);
  }

  compact(part: string): Promise<void> {
    return this.#tables.compact(part, this.#mostRows);
  }

  /** Compacts all parts, one after the other. */
  async compactAll(): Promise<void> {
    for (const part of await this.parts()) await this.compact(part);
  }

  declareComplete(): Promise<void> {
    return this.#tables.declareComplete();
  }

  removeOutdated(): Promise<void> {
    return this.#tables.removeOutdated();
  }

  purge(): Promise<void> {
    return this.#tables.purge();
  }

  close(): Promise<void> {
    return this.#tables.close();
  }
}
