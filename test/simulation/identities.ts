/**
 * The identity of each entity, as the API shows it. It must not depend on the order in which documents
 * arrived.
 */
import { readIdentity } from '../../core/queries/identity.ts';
import type { MemoryTable } from '../../runtime/memory/table.ts';

/** One line for each mentioned entity, sorted. */
export async function identities(table: MemoryTable): Promise<string[]> {
  const ids = [...table.items()].filter(
    ({ pk, sk, documents }) => pk.startsWith('ENT#') && sk === 'META' && documents !== 0,
  );
  const lines = ids.map(async ({ entity }) => {
    const { id, members, meta } = await readIdentity(table, String(entity));
    const roles = Object.entries(meta?.roles ?? {}).sort();
    const facts = [meta?.name, `${meta?.documents} documents`, JSON.stringify([meta?.names, roles])];
    return `IDENTITY ${entity} is ${id} with ${members.join(' ')}: ${facts.join(', ')}`;
  });
  return (await Promise.all(lines)).sort();
}
