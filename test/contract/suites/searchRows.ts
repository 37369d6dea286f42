/** Rows and queries whose irrelevant fields are empty. */
import { afterAll, beforeAll, expect } from 'vitest';
import type { RowReference, Search, SearchQuery, SearchRow } from '../../../core/ports/search.ts';

export interface SearchFixture {
  search: Search;
  /** Another client of the same table, as another process would have it. */
  another?(): Promise<Search>;
  close(): Promise<void>;
}

const blank: SearchRow = {
  id: '',
  token: 1,
  gone: false,
  title: '',
  standfirst: '',
  text: '',
  entities: [],
  bands: [],
  source: '',
  language: '',
  published: '',
};
/** Builds the text as every row's text is built: title, standfirst and the rest. */
export const row = (id: string, rest: Partial<SearchRow> = {}): SearchRow => {
  const text = [rest.title ?? '', rest.standfirst ?? '', rest.text ?? '']
    .filter((each) => each !== '')
    .join('\n\n');
  return { ...blank, id, ...rest, text };
};
/** @param earlier months under which the document may be stored */
export const tombstone = (id: string, token: number, ...earlier: string[]): SearchRow =>
  row(id, { token, gone: true, ...(earlier.length > 0 && { earlier }) });
/** Rows in whichever month they are stored. */
export const anywhere = (ids: readonly string[]): RowReference[] => ids.map((id) => ({ id }));
/** Compacts all parts. */
export async function compactAll(search: Search): Promise<void> {
  for (const part of await search.parts()) await search.compact(part);
}
export const asked = (rest: Partial<SearchQuery>): SearchQuery => ({
  words: '',
  phrases: [],
  without: [],
  entities: [],
  order: 'relevance',
  limit: 100,
  offset: 0,
  ...rest,
});

export function openedFixture(open: () => Promise<SearchFixture>): () => SearchFixture {
  let fixture: SearchFixture;
  beforeAll(async () => {
    fixture = await open();
  }, 60_000);
  afterAll(() => fixture?.close());
  return () => fixture;
}

export function opened(open: () => Promise<SearchFixture>): () => Search {
  const fixture = openedFixture(open);
  return () => fixture().search;
}

export async function ids(search: Search, query: Partial<SearchQuery>): Promise<string[]> {
  const { hits, total } = await search.query(asked(query));
  expect(total).toBe(hits.length);
  return hits.map((hit) => hit.id).sort();
}
