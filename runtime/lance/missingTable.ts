/** Tells a table that is not there from one that cannot be opened. */
import type { Connection } from '@lancedb/lancedb';

/**
 * Whether a table that could not be opened is not there: it was dropped, or somebody creates it now. LanceDB
 * lists a table from its first file on, and opens it once its first version is written, so it has no rows
 * that a reader could miss.
 *
 * @param error with which opening it failed
 */
export async function isMissing(connection: Connection, name: string, error: unknown): Promise<boolean> {
  if (isNotFound(error)) return true;
  return !(await connection.tableNames()).includes(name);
}

/** LanceDB has no error classes in Node; its messages name the kind. */
const isNotFound = (error: unknown): boolean =>
  error instanceof Error && /^Table '[^']+' was not found/.test(error.message);
