/**
 * A search table in memory: it divides rows by month and compares fencing tokens as LanceDB's adapter does,
 * and finds rows by looking at each.
 */

import { hash } from '../../core/hash.ts';
import type { DayStories, DaySummary, DayWords } from '../../core/ports/daySummaries.ts';
import type {
  Census,
  CountedField,
  CountedRow,
  Headline,
  NearDuplicateHit,
  RowReference,
  Sample,
  Search,
  SearchHits,
  SearchQuery,
  SearchRow,
  StoredRow,
} from '../../core/ports/search.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { rangeConditions, soughtTerms } from '../../core/search/conditions.ts';
import { fewDocuments, summarizeStories, summarizeWords } from '../../core/search/daySummary.ts';
import { groupReprints, type Print } from '../../core/search/reprintGroups.ts';
import { searchDay, undatedDay } from '../../core/search/searchDay.ts';
import { searchTombstone } from '../../core/search/searchTombstone.ts';
import { headlineOf } from './headline.ts';
import { matches } from './matches.ts';

const byDay = (a: SearchRow, b: SearchRow) =>
  a.published > b.published ? -1 : a.published < b.published ? 1 : a.id < b.id ? -1 : 1;

/** Within a day by time; undated rows are last, by when they came. */
const byTime = (a: SearchRow, b: SearchRow) =>
  (a.published === b.published && b.printed - a.printed) || byDay(a, b);

/** Parts are months. */
const partOf = (day: string): string => (day === undatedDay ? day : day.slice(0, 7));

export class MemorySearch implements Search {
  /** By day, then by id. */
  readonly #days = new Map<string, Map<string, SearchRow>>();

  async merge(rows: readonly SearchRow[]): Promise<readonly string[]> {
    return this.#write(rows, (known, row) => (known?.token ?? 0) < row.token);
  }

  #write(
    rows: readonly SearchRow[],
    replaces: (known: SearchRow | undefined, row: SearchRow) => boolean,
  ): string[] {
    const written = new Set<string>();
    const put = (day: string, row: SearchRow) => {
      const stored = this.#days.get(day) ?? new Map<string, SearchRow>();
      this.#days.set(day, stored);
      if (replaces(stored.get(row.id), row)) stored.set(row.id, frozenCopy(row));
      written.add(partOf(day));
    };
    for (const { earlier = [], ...row } of rows) {
      const own = searchDay(row.published);
      for (const day of earlier) if (day !== own || row.gone) put(day, searchTombstone(row));
      if (!row.gone || earlier.length === 0) put(own, row);
    }
    return [...written];
  }

  #all(): SearchRow[] {
    return [...this.#days.values()].flatMap((rows) => [...rows.values()]);
  }

  #found(references: readonly RowReference[]): SearchRow[] {
    return references.flatMap(({ id, days = [...this.#days.keys()] }) =>
      [...new Set(days)].flatMap((day) => this.#days.get(day)?.get(id) ?? []),
    );
  }

  async query(query: SearchQuery): Promise<SearchHits> {
    const { where, order, collapse, offset, limit } = query;
    const isRanked = soughtTerms(where).length > 0;
    const matching = this.#all().filter((row) => !row.gone && matches(row, where));
    if (order === 'newest' || !isRanked) matching.sort(byTime);
    const prints = collapse ? groupReprints(matching.map(toPrint)) : undefined;
    const found = prints === undefined ? matching : matching.filter(({ id }) => prints.has(id));
    const hits = found.slice(offset, offset + limit).map(({ id, token }) => ({
      id,
      token,
      score: isRanked ? 1 : 0,
      ...(prints !== undefined && { prints: prints.get(id) ?? 1 }),
    }));
    return { hits, total: found.length, version: '0' };
  }

  async sample<F extends CountedField>(
    where: SearchCondition,
    { atMost, fields }: { atMost: number; fields: readonly F[] },
  ): Promise<Sample<F>> {
    const found = this.#all().filter((row) => !row.gone && matches(row, where));
    const rows = found.slice(0, atMost).map((row) => {
      const whole = { ...row, bands: toPrint(row).bands };
      return Object.fromEntries(['id' as const, ...fields].map((name) => [name, whole[name]]));
    });
    return { total: found.length, rows: rows as CountedRow<F>[], version: '0' };
  }

  async nearDuplicates(
    bands: readonly string[],
    limit: number,
  ): Promise<{ hits: NearDuplicateHit[]; more: boolean }> {
    const wanted = new Set(bands);
    const hits = this.#all().map(({ id, token, bands: own }) => ({
      id,
      token,
      shared: own.filter((band) => wanted.has(band)).length,
    }));
    const near = hits
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared || (a.id < b.id ? -1 : 1));
    return { hits: near.slice(0, limit), more: near.length > limit };
  }

  async publishedBetween(
    range: Parameters<Search['publishedBetween']>[0],
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }> {
    const where = { all: rangeConditions(range) };
    const found = this.#all().filter((row) => !row.gone && matches(row, where));
    const rows = found.sort(byDay).map((row) => headlineOf(row, range.brief === true));
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  }

  async summarizeDays(): Promise<{ made: number; complete: boolean }> {
    return { made: 0, complete: true };
  }

  /** They are up to date without being made. */
  async dayWords(days: { from: string; to: string }): Promise<DayWords[]> {
    return this.#summaries(days, summarizeWords);
  }

  async dayStories(days: { from: string; to: string }, most: number): Promise<DayStories[]> {
    const all = await this.#summaries(days, summarizeStories);
    return all.map(({ stories, more, ...rest }) => ({
      ...rest,
      stories: stories.slice(0, most),
      more: more + Math.max(0, stories.length - most),
    }));
  }

  async #summaries<T>(
    days: { from: string; to: string },
    summarize: (rows: readonly Headline[]) => Promise<T>,
  ): Promise<(T & DaySummary)[]> {
    const { rows } = await this.publishedBetween({ ...days, entities: [] }, Number.POSITIVE_INFINITY);
    const made = [...Map.groupBy(rows, ({ published }) => published)]
      .filter(([, own]) => own.length > fewDocuments)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([day, own]) => ({ day, documents: own.length, made: 0, ...(await summarize(own)) }));
    return Promise.all(made);
  }

  async census(): Promise<Census> {
    const rows = this.#all().filter(({ gone }) => !gone);
    return {
      documents: rows.length,
      sources: numbersOf(rows.map(({ source }) => source)),
      languages: numbersOf(rows.map(({ language }) => language)),
      days: numbersOf(rows.map(({ published }) => published)),
    };
  }

  async tokensOf(references: readonly RowReference[]): Promise<Map<string, number>> {
    const tokens = new Map<string, number>();
    for (const { id, token } of this.#found(references)) tokens.set(id, Math.max(token, tokens.get(id) ?? 0));
    return tokens;
  }

  async rows(references: readonly RowReference[]): Promise<SearchRow[]> {
    const newest = new Map<string, SearchRow>();
    for (const row of this.#found(references)) {
      const known = newest.get(row.id);
      if (known === undefined || known.token < row.token || (known.token === row.token && known.gone))
        newest.set(row.id, row);
    }
    return [...newest.values()];
  }

  async scan(after?: string): Promise<{ rows: StoredRow[]; next?: string }> {
    const days = [...this.#days.keys()].toSorted();
    const at = days.findIndex((day) => after === undefined || day > after);
    const day = days[at];
    if (day === undefined) return { rows: [] };
    const rows = [...(this.#days.get(day)?.values() ?? [])].map(({ id, token, gone }) => ({
      id,
      token,
      gone,
      day,
    }));
    return { rows, ...(at + 1 < days.length && { next: day }) };
  }

  async parts(): Promise<string[]> {
    return [...new Set([...this.#days.keys()].map(partOf))];
  }

  async compact(): Promise<void> {}

  async declareComplete(): Promise<void> {}

  async removeOutdated(): Promise<void> {}

  async purge(): Promise<void> {}

  /** Every stored row; one that left its month has a tombstone there. */
  all(): SearchRow[] {
    return this.#all();
  }

  /** Writes without comparing tokens; only the simulation's broken adapter does this. */
  overwrite(rows: readonly SearchRow[]): string[] {
    return this.#write(rows, () => true);
  }
}

/** Nobody can change it, so `rows` and `all` return it as it is. */
function frozenCopy(row: SearchRow): SearchRow {
  const fields = Object.entries(row).map(([name, value]) => [
    name,
    Array.isArray(value) ? Object.freeze([...value]) : value,
  ]);
  return Object.freeze(Object.fromEntries(fields) as SearchRow);
}

function numbersOf(values: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const value of values) numbers.set(value, (numbers.get(value) ?? 0) + 1);
  return numbers;
}

const toPrint = ({ id, status, printed, bands }: SearchRow): Print => ({
  id,
  status,
  printed,
  bands: bands.map((band) => Number.parseInt(hash(band).slice(0, 8), 16)),
});
