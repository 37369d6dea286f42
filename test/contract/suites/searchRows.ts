/** Rows and queries whose irrelevant fields are empty. */

import { afterAll, beforeAll, expect } from 'vitest';
import { blankSearchRow } from '../../../bench/blankSearchRow.ts';
import type { RowReference, Search, SearchQuery, SearchRow } from '../../../core/ports/search.ts';
import type { SearchCondition } from '../../../core/ports/searchCondition.ts';
import { unaccented } from '../../../core/text/unaccented.ts';

export interface SearchFixture {
  search: Search;
  /** Another client of the same table, as another process would have it. */
  another?(): Promise<Search>;
  close(): Promise<void>;
}

/**
 * Builds the texts as every row's are built: without accents, and title and standfirst are in the text. A row
 * with a day is printed at its start.
 */
export const row = (id: string, rest: Partial<SearchRow> = {}): SearchRow => {
  const text = [rest.title ?? '', rest.standfirst ?? '', rest.text ?? '']
    .filter((each) => each !== '')
    .join('\n\n');
  const [title, standfirst] = [unaccented(rest.title ?? ''), unaccented(rest.standfirst ?? '')];
  const printed = Date.parse(rest.published ?? '') || 0;
  return { ...blankSearchRow(id), printed, ...rest, title, standfirst, text: unaccented(text) };
};
/** @param earlier days under which the document may be stored */
export const tombstone = (id: string, token: number, ...earlier: string[]): SearchRow =>
  row(id, { token, gone: true, ...(earlier.length > 0 && { earlier }) });
/** Rows in whichever month they are stored. */
export const anywhere = (ids: readonly string[]): RowReference[] => ids.map((id) => ({ id }));
/** Compacts all parts. */
export async function compactAll(search: Search): Promise<void> {
  for (const part of await search.parts()) await search.compact(part);
}
/** A question in short: each field is a condition that must hold. */
export interface Question extends Partial<Omit<SearchQuery, 'where'>> {
  words?: string;
  phrases?: string[];
  without?: string[];
  entities?: string[][];
  source?: string;
  language?: string;
  from?: string;
  to?: string;
  where?: SearchCondition;
}

export function asked(question: Question): SearchQuery {
  const { words, phrases, without, entities, source, language, from, to, where, ...rest } = question;
  const all: SearchCondition[] = [
    ...(words?.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({ word })),
    ...(phrases ?? []).map((phrase) => ({ phrase })),
    ...(without ?? []).map((phrase) => ({ not: { phrase } })),
    ...(entities ?? []).map((ids) => ({ entities: ids })),
    ...(source === undefined ? [] : [{ source }]),
    ...(language === undefined ? [] : [{ language }]),
    ...(from === undefined ? [] : [{ from }]),
    ...(to === undefined ? [] : [{ to }]),
    ...(where === undefined ? [] : [where]),
  ];
  return { where: { all }, order: 'relevance', limit: 100, offset: 0, ...rest };
}

export function openedFixture(open: () => Promise<SearchFixture>): () => SearchFixture {
  let fixture: SearchFixture;
  beforeAll(async () => {
    fixture = await open();
  });
  afterAll(() => fixture?.close());
  return () => fixture;
}

export function opened(open: () => Promise<SearchFixture>): () => Search {
  const fixture = openedFixture(open);
  return () => fixture().search;
}

export async function ids(search: Search, query: Question): Promise<string[]> {
  const { hits, total } = await search.query(asked(query));
  expect(total).toBe(hits.length);
  return hits.map((hit) => hit.id).sort();
}
