import type { SearchRow } from '../core/ports/search.ts';
import { searchTombstone } from '../core/search/searchTombstone.ts';

/** The row of a document that says nothing; rows that are made up say what matters in its place. */
export function blankSearchRow(id: string): SearchRow {
  return { ...searchTombstone({ id, token: 1 }), gone: false, status: 'usable' };
}
