/** The search table of a home as it is at rest: without what its compactions have replaced. */
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** A version of the current millisecond does not count as older yet. */
const rounds = 2;

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
      for (let round = 0; round < rounds; round++) await table.optimize({ cleanupOlderThan: new Date() });
      table.close();
    }
    connection.close();
  }
}
