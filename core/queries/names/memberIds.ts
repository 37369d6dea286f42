/** The ids that are read together as the entity that a request names. */
import type { Table } from '../../ports/table.ts';
import { mapConcurrent } from '../../protocol/mapConcurrent.ts';
import type { ReadAuthority } from '../authority.ts';
import { currentEntities } from '../decisions.ts';
import { isMentioned } from '../entities.ts';
import { readIdentity } from '../identity.ts';
import { otherIdOf } from './otherIds.ts';

export interface EntityReader {
  table: Table;
  authority: ReadAuthority;
}

const concurrentReads = 16;

/**
 * The ids of the entity's identity, after people's decisions; the first is the one it is shown under. An id
 * that no document uses leads to the entity that has it as another name: `place/koln` to `place/cologne`.
 *
 * @returns `undefined` if no document mentions it
 */
export async function findMemberIds(reader: EntityReader, given: string): Promise<string[] | undefined> {
  const [id = given] = await currentEntities(reader.table, [given]);
  const { members, meta } = await readIdentity(reader.table, id);
  if (meta !== undefined || (await isMentioned(reader.table, id))) return members;
  return membersOfOther(reader, id);
}

/** The same of each of several, for a filter. An id without a tally stays among them: it may get one. */
export async function resolveMembers(reader: EntityReader, given: readonly string[]): Promise<string[][]> {
  const current = await currentEntities(reader.table, given);
  return mapConcurrent(concurrentReads, current, async (id) => {
    const { members, meta } = await readIdentity(reader.table, id);
    return meta === undefined ? [id, ...((await membersOfOther(reader, id)) ?? [])] : members;
  });
}

async function membersOfOther({ table, authority }: EntityReader, id: string): Promise<string[] | undefined> {
  const other = await otherIdOf(table, await authority(), id);
  return other === undefined ? undefined : (await readIdentity(table, other)).members;
}
