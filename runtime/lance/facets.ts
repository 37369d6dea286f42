/** Counts documents, and reads the columns that the archive's overview is counted from. */
import type { SearchRow } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { notGone } from './filters.ts';
import type { ScannedPart, ScannedTable } from './reading/reader.ts';
import { andWithout } from './reading/snapshotWithout.ts';
import { concurrentTables } from './textSearch.ts';

type FacetRow = Pick<SearchRow, 'source' | 'language' | 'published'>;

const tablesAtOnce = 4;

/** @param limit of the rows */
export async function readFacets(
  parts: readonly ScannedPart[],
  limit: number,
): Promise<{ documents: number; rows: FacetRow[] }> {
  const tables = (await mapConcurrent(concurrentTables, parts, (part) => part.tables())).flat();
  const counts = await mapConcurrent(concurrentTables, tables, ({ table, without }) =>
    table.countRows(notGone + andWithout(without)),
  );
  const rows: FacetRow[] = [];
  for (let i = 0; i < tables.length && rows.length < limit; i += tablesAtOnce) {
    const found = await mapConcurrent(tablesAtOnce, tables.slice(i, i + tablesAtOnce), (table) =>
      readColumns(table, limit),
    );
    rows.push(...found.flat());
  }
  return { documents: counts.reduce((sum, count) => sum + count, 0), rows: rows.slice(0, limit) };
}

async function readColumns({ table, without }: ScannedTable, limit: number): Promise<FacetRow[]> {
  const arrow = await table
    .query()
    .where(notGone + andWithout(without))
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
