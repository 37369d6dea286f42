/** Writes the aliases of an entity under its lease, and finds out whether they are written. */

import { typeOfEntity } from '../../core/entities/slug.ts';
import { aliasOfPlace } from '../../core/identity/links.ts';
import type { Item, Table } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { queryFirst } from '../../core/protocol/paginate.ts';
import { isLive, type Lease } from '../../core/protocol/reconcile.ts';
import { keys, shortNamePrefix } from '../../core/records/keys.ts';
import { shortNamesIn } from '../../core/records/shortName.ts';

/** At most this many alias rows are read or written at once. */
const concurrency = 8;
/** All places of a name are written alike, or nearly. */
const maxPlaces = 100;

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
 * The aliases of a name that no document has as an entity's: of the places from which links or decisions
 * took it.
 *
 * @param rows of the entity, the oldest first; the newest ones of short names count
 */
export function aliasesOfPlaces(entity: string, rows: readonly Item[]): string[] {
  const places = shortNamesIn(rows.filter(({ sk }) => sk.startsWith(shortNamePrefix)).slice(-maxPlaces));
  return [...new Set(places.flatMap((place) => aliasOfPlace(entity, place) ?? []))].sort();
}

/** The same, read from the table. */
export async function readAliasesOfPlaces(table: Table, entity: string): Promise<string[]> {
  if (typeOfEntity(entity) !== 'person') return [];
  const { pk } = keys.entity(entity);
  const query = { pk, prefix: shortNamePrefix, descending: true, consistent: true };
  return aliasesOfPlaces(entity, (await queryFirst(table, query, maxPlaces)).reverse());
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
