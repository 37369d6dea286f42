import type { SearchRow } from '../ports/search.ts';

/** The row of a document that is gone: only its id and its fencing token matter. */
export function searchTombstone({ id, token }: Pick<SearchRow, 'id' | 'token'>): SearchRow {
  return {
    id,
    token,
    gone: true,
    title: '',
    standfirst: '',
    text: '',
    entities: [],
    mentions: [],
    bands: [],
    source: '',
    language: '',
    published: '',
    printed: 0,
    status: '',
    subjects: [],
    countries: [],
  };
}
