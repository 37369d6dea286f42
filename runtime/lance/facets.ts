/** Counts documents and reads the columns that the archive's overview is counted from. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import type { SearchRow } from '../../core/ports/search.ts';

/** @param limit of the rows */
export async function readFacets(
  table: LanceTable,
  limit: number,
): Promise<{ documents: number; rows: Pick<SearchRow, 'source' | 'language' | 'published'>[] }> {
  const documents = await table.countRows('gone = false');
  if (limit === 0) return { documents, rows: [] };
  const arrow = await table
    .query()
    .where('gone = false')
    .select(['source', 'language', 'published'])
    .limit(limit)
    .toArrow();
  const columns = {
    source: arrow.getChild('source'),
    language: arrow.getChild('language'),
    published: arrow.getChild('published'),
  };
  const rows = Array.from({ length: arrow.numRows }, (_, i) => ({
    source: String(columns.source?.get(i)),
    language: String(columns.language?.get(i)),
    published: String(columns.published?.get(i)),
  }));
  return { documents, rows };
}
