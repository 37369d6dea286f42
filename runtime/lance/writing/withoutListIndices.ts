/** Compaction without the list indices, which LanceDB reads value by value. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import type { Lance } from '../rows.ts';
import { indicesOf, listColumns } from './indices.ts';

/**
 * Compacts a table without its list indices, and makes them again. When LanceDB joins files, it reads a list
 * index value by value, each by a request of its own: 17,000 requests to S3 for 800 rows. Until the indices
 * are there again, queries read the columns. If this dies in between, the next compaction makes them. A table
 * without new rows keeps them: only its old versions are to go.
 */
export async function withoutListIndices(
  lance: Lance,
  table: LanceTable,
  compact: () => Promise<unknown>,
): Promise<void> {
  if (await areListsComplete(table)) {
    await compact();
    return;
  }
  for (const { name, columns } of await table.listIndices())
    if (columns.some((column) => listColumns.includes(column))) await table.dropIndex(name);
  await compact();
  for (const [column, options] of await indicesOf(lance, table))
    if (listColumns.includes(column)) await table.createIndex(column, { ...options, replace: true });
}

/** Whether the list indices, which a compaction makes last, have all rows. */
async function areListsComplete(table: LanceTable): Promise<boolean> {
  const { names } = await table.schema();
  for (const column of listColumns.filter((each) => names.includes(each)))
    if ((await table.indexStats(`${column}_idx`))?.numUnindexedRows !== 0) return false;
  return true;
}
