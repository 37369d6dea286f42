/** Counts documents, and reads the columns that the archive's overview is counted from. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import type { SearchRow } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { PartTable } from './partTable.ts';
import { concurrentTables } from './textSearch.ts';

type FacetRow = Pick<SearchRow, 'source' | 'language' | 'published'>;

const tablesAtOnce = 4;

/**
 * @param options.limit of the rows
 * @param options.maximumAge of the versions that are read, in milliseconds
 */
export async function readFacets(
  parts: readonly PartTable[],
  { limit, maximumAge }: { limit: number; maximumAge: number },
): Promise<{ documents: number; rows: FacetRow[] }> {
  const opened = await mapConcurrent(concurrentTables, parts, (part) => part.newest(maximumAge));
  const tables = opened.filter((table) => table !== undefined);
  const counts = await mapConcurrent(concurrentTables, tables, (table) => table.countRows('gone = false'));
  const rows: FacetRow[] = [];
  for (let i = 0; i < tables.length && rows.length < limit; i += tablesAtOnce) {
    const found = await mapConcurrent(tablesAtOnce, tables.slice(i, i + tablesAtOnce), (table) =>
      readColumns(table, limit),
    );
    rows.push(...found.flat());
  }
  return { documents: counts.reduce((sum, count) => sum + count, 0), rows: rows.slice(0, limit) };
}

async function readColumns(table: LanceTable, limit: number): Promise<FacetRow[]> {
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
  return Array.from({ length: arrow.numRows }, (_, i) => ({
    source: String(columns.source?.get(i)),
    language: String(columns.language?.get(i)),
    published: String(columns.published?.get(i)),
  }));
}
