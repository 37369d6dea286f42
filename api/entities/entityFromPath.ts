/** The entity that a request names, in its path or a parameter. */
import type { Context } from 'hono';
import { type EntityReader, findMemberIds } from '../../core/queries/names/memberIds.ts';
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
 * The ids that are read together as this entity, or as the one that has this other name; the first is the one
 * it is shown under.
 *
 * @throws HttpProblem 404 if no document mentions it
 */
export async function readMemberIds(reader: EntityReader, given: string): Promise<string[]> {
  const members = await findMemberIds(reader, given);
  if (members === undefined) throw entityNotFound();
  return members;
}

/** A 404 for an id that no document mentions. */
export function entityNotFound() {
  return notFound('No document mentions an entity with this id.');
}
