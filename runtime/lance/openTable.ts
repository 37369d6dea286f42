/** Opens tables of which LanceDB knows more, or less, than their readers. */
import type { Connection, Table as LanceTable } from '@lancedb/lancedb';

/**
 * LanceDB lists a table from its first file on, and opens it once its first version is written: a moment
 * later, unless the table is damaged.
 */
const creation = { attempts: 40, pauseMilliseconds: 50 };

/**
 * The table at its newest version. Waits for one that is being created.
 *
 * @returns `undefined` if it was dropped meanwhile
 */
export async function openTable(connection: Connection, name: string): Promise<LanceTable | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connection.openTable(name);
    } catch (error) {
      if (!(await isListed(connection, name))) return undefined;
      if (!isNotFound(error) || attempt === creation.attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, creation.pauseMilliseconds));
    }
  }
}

/** Whether the table exists, or is being created. */
export async function isListed(connection: Connection, name: string): Promise<boolean> {
  return (await connection.tableNames()).includes(name);
}

/** LanceDB has no error classes in Node; its messages name the kind. */
const isNotFound = (error: unknown): boolean =>
  error instanceof Error && /^Table '[^']+' was not found/.test(error.message);
