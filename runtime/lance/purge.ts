/** Rewrites the search table, so that its files contain nothing of replaced or removed rows. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import { type Lance, rebuildIndices } from './rows.ts';

/** Rows that one commit rewrites. */
const rowsPerCommit = 5_000;
const attempts = 5;

/**
 * Compaction alone keeps a fragment if few of its rows are gone, and text indices keep the words of such
 * rows. So `purge` rewrites the rows of every fragment that survives the compaction, and rebuilds the
 * indices.
 */
export async function purge(lance: Lance, table: LanceTable): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await table.checkoutLatest();
      const before = await fragmentsOf(table);
      await table.optimize({ cleanupOlderThan: new Date() });
      for (const [fragment, rows] of await fragmentsOf(table))
        if (before.has(fragment)) await rewrite(table, rows);
      await rebuildIndices(lance, table);
      await dropVersions(table);
      return;
    } catch (error) {
      // LanceDB refuses the commit if another process wrote in the meantime.
      if (attempt === attempts) throw error;
    }
  }
}

/** Removes all versions but the newest. One of the current millisecond does not count as older yet. */
async function dropVersions(table: LanceTable): Promise<void> {
  for (let round = 0; round < attempts; round++) {
    await table.optimize({ cleanupOlderThan: new Date() });
    if ((await table.listVersions()).length === 1) return;
  }
}

/** The ids of all rows by their fragment, which is the upper half of a row id. */
async function fragmentsOf(table: LanceTable): Promise<Map<bigint, bigint[]>> {
  const arrow = await table.query().withRowId().select(['token']).toArrow();
  const ids = Array.from(arrow.getChild('_rowid') ?? [], (id) => BigInt(String(id)));
  return Map.groupBy(ids, (id) => id >> 32n);
}

/** Merges rows as they are, except where another process has merged newer ones. */
async function rewrite(table: LanceTable, rows: readonly bigint[]): Promise<void> {
  for (let i = 0; i < rows.length; i += rowsPerCommit) {
    const content = await table.takeRowIds(rows.slice(i, i + rowsPerCommit)).toArrow();
    const merge = table
      .mergeInsert('id')
      .useIndex(false)
      .whenMatchedUpdateAll({ where: 'target.token <= source.token' });
    await merge.execute(content);
  }
}
