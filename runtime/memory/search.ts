/**
 * A search table in memory: it compares fencing tokens as LanceDB's adapter does, and matches words as
 * substrings.
 */
import type {
  Headline,
  NearDuplicateHit,
  Search,
  SearchHits,
  SearchQuery,
  SearchRow,
} from '../../core/ports/search.ts';
import { leadCharacters } from '../../core/search/searchConstants.ts';

const byDay = (a: SearchRow, b: SearchRow) =>
  a.published > b.published ? -1 : a.published < b.published ? 1 : a.id < b.id ? -1 : 1;

export class MemorySearch implements Search {
  readonly #rows = new Map<string, SearchRow>();

  async merge(rows: readonly SearchRow[]): Promise<void> {
    for (const row of rows)
      if ((this.#rows.get(row.id)?.token ?? 0) < row.token) this.#rows.set(row.id, structuredClone(row));
  }

  async query(query: SearchQuery): Promise<SearchHits> {
    const words = [
      ...query.words
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== ''),
      ...query.phrases.map((phrase) => phrase.toLowerCase()),
    ];
    const found = [...this.#rows.values()].filter((row) => {
      const text = row.text.toLowerCase();
      return (
        !row.gone &&
        words.every((word) => text.includes(word)) &&
        !query.without.some((word) => text.includes(word.toLowerCase())) &&
        hasOneOfEach(row, query.entities) &&
        (query.source === undefined || row.source === query.source) &&
        (query.language === undefined || row.language === query.language) &&
        (query.from === undefined || row.published >= query.from) &&
        (query.to === undefined || (row.published !== '' && row.published <= query.to))
      );
    });
    if (query.order === 'newest' || words.length === 0) found.sort(byDay);
    const hits = found.map(({ id, token }) => ({ id, token, score: 1 }));
    return { hits: hits.slice(query.offset, query.offset + query.limit), total: hits.length, version: 0 };
  }

  async nearDuplicates(
    bands: readonly string[],
    limit: number,
  ): Promise<{ hits: NearDuplicateHit[]; more: boolean }> {
    const wanted = new Set(bands);
    const hits = [...this.#rows.values()].map(({ id, token, bands: own }) => ({
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
    { from, to, entities }: { from: string; to: string; entities: SearchQuery['entities'] },
    limit: number,
  ): Promise<{ rows: Headline[]; more: boolean }> {
    const found = [...this.#rows.values()].filter(
      (row) => !row.gone && row.published >= from && row.published <= to && hasOneOfEach(row, entities),
    );
    const rows = found
      .sort(byDay)
      .map(({ gone: _, text, language: __, ...row }) => ({ ...row, lead: text.slice(0, leadCharacters) }));
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  }

  async facets(
    limit: number,
  ): Promise<{ documents: number; rows: Pick<SearchRow, 'source' | 'language' | 'published'>[] }> {
    const rows = [...this.#rows.values()].filter(({ gone }) => !gone);
    return {
      documents: rows.length,
      rows: rows.slice(0, limit).map(({ source, language, published }) => ({ source, language, published })),
    };
  }

  async tokensOf(ids: readonly string[]): Promise<Map<string, number>> {
    return new Map(ids.flatMap((id) => (this.#rows.has(id) ? [[id, this.#rows.get(id)?.token ?? 0]] : [])));
  }

  async rows(ids: readonly string[]): Promise<SearchRow[]> {
    return ids.flatMap((id) => this.#rows.get(id) ?? []).map((row) => structuredClone(row));
  }

  async optimize(): Promise<void> {}

  async purge(): Promise<void> {}

  all(): SearchRow[] {
    return [...this.#rows.values()];
  }

  /** Writes without comparing tokens; only the simulation's broken adapter does this. */
  overwrite(rows: readonly SearchRow[]): void {
    for (const row of rows) this.#rows.set(row.id, structuredClone(row));
  }
}

/** The row has at least one entity of each list. */
function hasOneOfEach(row: SearchRow, entities: SearchQuery['entities']): boolean {
  return entities.every((ids) => ids.some((id) => row.entities.includes(id)));
}
