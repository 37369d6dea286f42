/** The entity that a request names, in its path or a parameter. */
import type { Context } from 'hono';
import { emptyAuthority } from '../../core/entities/authority/authority.ts';
import type { Table } from '../../core/ports/table.ts';
import { currentEntities } from '../../core/queries/decisions.ts';
import { isMentioned } from '../../core/queries/entities.ts';
import { readIdentity } from '../../core/queries/identity.ts';
import { otherIdOf } from '../../core/queries/names/otherIds.ts';
import { entityIdSchema } from '../http/parameterSchemas.ts';
import { notFound } from '../http/problem.ts';
import { pathPart } from '../http/route.ts';

/** The id in the path. @throws HttpProblem 404 if it cannot be an entity's */
export function entityIdFromPath(c: Context): string {
  const id = entityIdSchema.safeParse(`${pathPart(c, 'type')}/${pathPart(c, 'slug')}`);
  if (!id.success) throw entityNotFound();
  return id.data;
}

/**
 * The ids that are read together as this entity, or as the one that documents also name so; the first is the
 * one it is shown under.
 *
 * @throws HttpProblem 404 if no document mentions it
 */
export async function readMemberIds(table: Table, given: string): Promise<string[]> {
  const [id = given] = await currentEntities(table, [given]);
  const { members, meta } = await readIdentity(table, id);
  if (meta !== undefined || (await isMentioned(table, id))) return members;
  const other = await otherIdOf(table, emptyAuthority, id);
  if (other === undefined) throw entityNotFound();
  return (await readIdentity(table, other)).members;
}

/** The path of an entity. */
export function entityAddress(id: string): string {
  return `/v1/entities/${id.split('/').map(encodeURIComponent).join('/')}`;
}

/** A 404 for an id that no document mentions. */
export function entityNotFound() {
  return notFound('No document mentions an entity with this id.');
}
