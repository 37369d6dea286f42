/** The search table of a home as it is at rest: without what its compactions have replaced. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { dropVersions } from '../../runtime/lance/purge.ts';

/**
 * Does at once what the application does eleven minutes after its last compaction
 * (local/housekeeping/compactor.ts). @param home of an application that has stopped
 */
export async function removeOldVersions(home: string): Promise<void> {
  // As in runtime/lance/search.ts: with fewer threads it hangs on two cores.
  process.env.LANCE_CPU_THREADS ??= '4';
  const { connect } = await import('@lancedb/lancedb');
  const folder = path.join(home, 'search');
  for (const epoch of readdirSync(folder)) {
    const connection = await connect(path.join(folder, epoch));
    for (const name of await connection.tableNames()) {
      const table = await connection.openTable(name);
      await dropVersions(table);
      table.close();
    }
    connection.close();
  }
}
