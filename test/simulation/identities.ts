/** Who each entity is, as a reader is told: it must not depend on the order in which documents came. */
import { readIdentity } from '../../core/queries/identity.ts';
import type { MemoryTable } from '../../runtime/memory/table.ts';

/** @returns one line for each entity that some document mentions; sorted */
export async function identities(table: MemoryTable): Promise<string[]> {
  const ids = [...table.items()].filter(
    ({ pk, sk, documents }) => pk.startsWith('ENT#') && sk === 'META' && documents !== 0,
  );
  const lines = ids.map(async ({ entity }) => {
    const { id, members, meta } = await readIdentity(table, String(entity));
    return `IDENTITY ${entity} is ${id} with ${members.join(' ')}: ${meta?.name}, ${meta?.documents} documents, ${JSON.stringify(meta?.names)}, ${JSON.stringify(Object.entries(meta?.roles ?? {}).sort())}`;
  });
  return (await Promise.all(lines)).sort();
}
