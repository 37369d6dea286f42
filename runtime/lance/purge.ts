/** The search table written anew, so that nothing of what was replaced or removed is left in its files. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import { type Lance, remakeIndices } from './rows.ts';

/** So many rows are rewritten with one commit. */
const rewrittenAtOnce = 5_000;
const attempts = 5;

/**
 * Compacting alone leaves a fragment as it is where few of its rows are gone, and text indices keep the words of rows that are gone. So
 * whatever fragment outlives a compaction has its rows merged anew, and the indices are made anew.
 */
export async function purge(lance: Lance, table: LanceTable): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await table.checkoutLatest();
      const before = await fragmentsOf(table);
      await table.optimize({ cleanupOlderThan: new Date() });
      for (const [fragment, rows] of await fragmentsOf(table))
        if (before.has(fragment)) await rewrite(table, rows);
      await remakeIndices(lance, table);
      await dropVersions(table);
      return;
    } catch (error) {
      // Another process wrote meanwhile, and the commit was refused.
      if (attempt === attempts) throw error;
    }
  }
}

/** All but the newest. One of this very millisecond is not older yet, and somebody may be writing others. */
async function dropVersions(table: LanceTable): Promise<void> {
  for (let round = 0; round < attempts; round++) {
    await table.optimize({ cleanupOlderThan: new Date() });
    if ((await table.listVersions()).length === 1) return;
  }
}

/** The ids of all rows, by the fragment that they lie in: the upper half of a row's id. */
async function fragmentsOf(table: LanceTable): Promise<Map<bigint, bigint[]>> {
  const arrow = await table.query().withRowId().select(['token']).toArrow();
  const ids = Array.from(arrow.getChild('_rowid') ?? [], (id) => BigInt(String(id)));
  return Map.groupBy(ids, (id) => id >> 32n);
}

/** Merges these rows as they are, unless somebody has merged newer ones since. */
async function rewrite(table: LanceTable, rows: readonly bigint[]): Promise<void> {
  for (let i = 0; i < rows.length; i += rewrittenAtOnce) {
    const content = await table.takeRowIds(rows.slice(i, i + rewrittenAtOnce)).toArrow();
    const merge = table
      .mergeInsert('id')
      .useIndex(false)
      .whenMatchedUpdateAll({ where: 'target.token <= source.token' });
    await merge.execute(content);
  }
}
