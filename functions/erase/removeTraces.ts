/**
 * The last step of an erasure: removes what the stages leave in the table, the archive and the search table.
 */
import type { ObjectVersion } from '../../core/ports/objects.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import {
  type ArchiveTraces,
  findArchiveTraces,
  removeOldSearchFiles,
  removeVersions,
} from './archiveTraces.ts';
import type { ErasureScope } from './erasureScope.ts';
import { purgeSearch } from './purgeSearch.ts';
import { removeTableTraces, type TableTraces } from './tableTraces.ts';

interface RemovedTraces {
  archived: ArchiveTraces;
  searchFiles: ObjectVersion[];
}

/**
 * Removes the traces that the stages leave. Call it only when every execution that began before them has
 * ended.
 *
 * @param since milliseconds since 1970: archive objects put later belong to other files
 */
export async function removeTraces(
  ports: Pick<Ports, 'archive' | 'table' | 'search' | 'clock'>,
  scope: ErasureScope,
  traces: TableTraces,
  since: number,
): Promise<RemovedTraces> {
  const archived = await findArchiveTraces(ports.archive, scope, traces.references, since);
  await removeVersions(ports.archive, archived.versions);
  await removeTableTraces(ports, traces);
  await purgeSearch(ports);
  return { archived, searchFiles: await removeOldSearchFiles(ports.archive) };
}
