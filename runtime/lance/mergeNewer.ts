/** Merges rows into a search table as one commit. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import { retryCommit } from './commit.ts';

/**
 * Inserts rows, and replaces those with an older token: another process may have merged newer ones meanwhile.
 *
 * @param rows of different ids
 * @throws LostRace if other writers keep committing first
 */
export async function mergeNewer(
  table: LanceTable,
  rows: Parameters<ReturnType<LanceTable['mergeInsert']>['execute']>[0],
): Promise<void> {
  await retryCommit(async () => {
    await table.checkoutLatest();
    await table
      .mergeInsert('id')
      // With the index on `id`, LanceDB 0.31 misses that another process inserts the same id: both rows would
      // stay.
      .useIndex(false)
      .whenMatchedUpdateAll({ where: 'target.token < source.token' })
      .whenNotMatchedInsertAll()
      .execute(rows);
  });
}
