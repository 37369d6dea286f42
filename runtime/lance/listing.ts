/** Pages of rows without words to rank by: newest first, one slice of days after the other. */
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { ListedRow } from './indexedTable.ts';
import { firstDayOf } from './parts.ts';
import type { ReadSnapshot } from './reading/reader.ts';
import type { PartSnapshot } from './tableSnapshot.ts';
import { byRecency, concurrentTables } from './textSearch.ts';

interface Page {
  offset: number;
  limit: number;
}

/**
 * @param read newest first
 * @returns a page of the rows that match the filter, and the number of all
 */
export async function listPages(
  read: readonly ReadSnapshot[],
  filter: string,
  page: Page,
): Promise<{ rows: ListedRow[]; total: number }> {
  const counted = await mapConcurrent(concurrentTables, read, async ({ name, snapshot }) => ({
    slice: firstDayOf(name),
    snapshot,
    count: await snapshot.count(filter),
  }));
  const rows: ListedRow[] = [];
  let { offset, limit } = page;
  for (const tables of Map.groupBy(counted, ({ slice }) => slice).values()) {
    const count = tables.reduce((sum, each) => sum + each.count, 0);
    if (offset < count && limit > 0) {
      const found = await listSlice(
        tables.map(({ snapshot }) => snapshot),
        filter,
        { offset, limit },
      );
      rows.push(...found);
      limit -= found.length;
    }
    offset = Math.max(0, offset - count);
  }
  return { rows, total: counted.reduce((sum, { count }) => sum + count, 0) };
}

async function listSlice(
  snapshots: readonly PartSnapshot[],
  filter: string,
  { offset, limit }: Page,
): Promise<ListedRow[]> {
  const [only, ...others] = snapshots;
  if (only !== undefined && others.length === 0) return only.list(filter, 'newest', { offset, limit });
  const found = await Promise.all(
    snapshots.map((snapshot) => snapshot.list(filter, 'newest', { limit: offset + limit })),
  );
  return found
    .flat()
    .sort(byRecency)
    .slice(offset, offset + limit);
}
