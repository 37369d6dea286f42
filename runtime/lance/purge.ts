/** Rewrites a search table, so that its files contain nothing of replaced or removed rows. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import { groupsOf } from '../../core/groupsOf.ts';
import type { Lance } from './rows.ts';
import { retryCommit } from './writing/commit.ts';
import { createIndices } from './writing/indices.ts';
import { mergeNewer } from './writing/mergeNewer.ts';

/** Rows that one commit rewrites. */
const rowsPerCommit = 5_000;
const attempts = 5;

/**
 * Compaction alone keeps a file if few of its rows are gone, and text indices keep the words of such rows. So
 * `purge` removes all rows, and writes them again below new indices. Until then searches miss some.
 */
export async function purge(lance: Lance, table: LanceTable, open: () => Promise<LanceTable>): Promise<void> {
  await table.checkoutLatest();
  await restoreRows(table, open);
  if ((await table.countRows()) > 0) await writeAgain(lance, table, open);
  await cleanUp(table);
  await dropVersions(table);
}

/** Joins the files, without those of earlier versions. */
function cleanUp(table: LanceTable): Promise<void> {
  return retryCommit(async () => {
    await table.checkoutLatest();
    await table.optimize({ cleanupOlderThan: new Date() });
  });
}

/**
 * Removes all rows, replaces the indices, and writes the rows again. LanceDB 0.31 cannot add rows to a text
 * index that it has built over a thousand rows or more at once ("Error decoding batch"); to an index that it
 * has built over none, it can. If this dies in between, the next purge or the sweep writes the missing rows.
 */
export async function writeAgain(
  lance: Lance,
  table: LanceTable,
  open: () => Promise<LanceTable>,
): Promise<void> {
  let emptied = 0;
  await retryCommit(async () => {
    await table.checkoutLatest();
    emptied = (await table.delete('true')).version;
  });
  try {
    await createIndices(lance, table, { replace: true });
  } finally {
    // Also where an index could not be replaced, or searches would find nothing until a sweep.
    const before = await open();
    try {
      await before.checkout(emptied - 1);
      await writeRows(before, table);
    } finally {
      before.close();
    }
  }
}

/** Writes the rows again that a purge has removed, if it died before it wrote them. */
async function restoreRows(table: LanceTable, open: () => Promise<LanceTable>): Promise<void> {
  const before = await open();
  try {
    const newestFirst = (await versionsOf(before)).sort((a, b) => b - a);
    let isEmptied = false;
    for (const version of newestFirst) {
      const rows = await rowsAt(version, before).catch(() => undefined);
      // A compaction has removed this version meanwhile, and with it the earlier ones.
      if (rows === undefined) return;
      if (isEmptied && rows > 0) return await writeRows(before, table);
      isEmptied ||= rows === 0;
    }
  } finally {
    before.close();
  }
}

/** Another process may remove some of them at the same time. */
async function versionsOf(table: LanceTable): Promise<number[]> {
  const versions = await retryCommit(() => table.listVersions());
  return versions.map(({ version }) => version);
}

async function rowsAt(version: number, table: LanceTable): Promise<number> {
  await table.checkout(version);
  return table.countRows();
}

/** Writes the rows of an earlier version of a table into it, if it has no newer ones. */
async function writeRows(before: LanceTable, table: LanceTable): Promise<void> {
  const arrow = await before.query().withRowId().select(['token']).toArrow();
  const ids = Array.from(arrow.getChild('_rowid') ?? [], (id) => BigInt(String(id)));
  for (const some of groupsOf(ids, rowsPerCommit))
    await mergeNewer(table, await before.takeRowIds(some).toArrow());
}

/** Removes all versions but the newest. One of the current millisecond does not count as older yet. */
export async function dropVersions(table: LanceTable): Promise<void> {
  for (let round = 0; round < attempts; round++) {
    await table.checkoutLatest();
    if ((await versionsOf(table)).length === 1) return;
    await cleanUp(table);
  }
}
