/** Merges rows into a search table as one commit. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import { retryCommit } from './commit.ts';

/**
 * Inserts rows, and replaces those with an older token: another process may have merged newer ones meanwhile.
 *
 * @param table at a version whose successors all still exist
 * @param rows of different ids
 * @throws LostRace if other writers keep committing first
 */
export async function mergeNewer(
  table: LanceTable,
  rows: Parameters<ReturnType<LanceTable['mergeInsert']>['execute']>[0],
): Promise<void> {
  const merge = async () => {
    await table
      .mergeInsert('id')
      // With the index on `id`, LanceDB 0.31 misses that another process inserts the same id: both rows would
      // stay.
      .useIndex(false)
      .whenMatchedUpdateAll({ where: 'target.token < source.token' })
      .whenNotMatchedInsertAll()
      .execute(rows);
  };
  // A commit looks for the versions since that of the handle, and conflicts if one of them wrote the same
  // rows. Mostly none did, and to look for the newest version before would be one more request of three PUT
  // and a LIST.
  const isMerged = await merge().then(
    () => true,
    () => false,
  );
  if (isMerged) return;
  await retryCommit(async () => {
    await table.checkoutLatest();
    await merge();
  });
}
