/** Writes the aliases of an entity under its lease, and finds out whether they are written. */

import type { Table } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { isLive, type Lease } from '../../core/protocol/reconcile.ts';
import { keys } from '../../core/records/keys.ts';

/** At most this many alias rows are read or written at once. */
const concurrency = 8;

/** @param owned the folded names that may have an alias row */
export async function writeAliases(
  lease: Lease<unknown>,
  entity: string,
  { wanted, owned }: { wanted: readonly string[]; owned: readonly string[] },
): Promise<void> {
  const kept = new Set(wanted);
  await mapConcurrent(concurrency, wanted, (folded) =>
    lease.write(keys.alias(folded, entity), { entity, folded }),
  );
  await mapConcurrent(
    concurrency,
    owned.filter((folded) => !kept.has(folded)),
    (folded) => lease.bury(keys.alias(folded, entity)),
  );
}

/**
 * Whether these alias rows exist. A handler that marked META as converged may have died before it wrote them.
 */
export async function areAliasesWritten(
  { table }: { table: Table },
  entity: string,
  aliases: readonly string[],
): Promise<boolean> {
  const rows = await mapConcurrent(concurrency, aliases, (folded) =>
    table.get(keys.alias(folded, entity), { consistent: true }),
  );
  return rows.every((row) => row !== undefined && isLive(row));
}
