/** Writes the aliases of an entity under its lease. */
import type { Lease } from '../../core/protocol/reconcile.ts';
import { keys } from '../../core/records/keys.ts';

/** @param owned the folded names that may have an alias row */
export async function writeAliases(
  lease: Lease<unknown>,
  entity: string,
  { wanted, owned }: { wanted: readonly string[]; owned: readonly string[] },
): Promise<void> {
  for (const folded of wanted) await lease.write(keys.alias(folded, entity), { entity, folded });
  for (const folded of owned) if (!wanted.includes(folded)) await lease.bury(keys.alias(folded, entity));
}
