/** The entity that a request names, in its path or a parameter. */
import type { Context } from 'hono';
import { entityTypes } from '../../core/entities/annotation.ts';
import type { Table } from '../../core/ports/table.ts';
import { readResolution } from '../../core/queries/decisions.ts';
import { type EntityReader, findMemberIds } from '../../core/queries/names/memberIds.ts';
import { entityIdSchema } from '../http/parameterSchemas.ts';
import { type HttpProblem, notFound } from '../http/problem.ts';
import { pathPart } from '../http/route.ts';

/** The id in the path. @throws HttpProblem 404 if it cannot be an entity's */
export function entityIdFromPath(c: Context): string {
  const id = entityIdSchema.safeParse(`${pathPart(c, 'type')}/${pathPart(c, 'slug')}`);
  if (!id.success) throw noId();
  return id.data;
}

/**
 * The ids that are read together as this entity, or as the one that has this other name; the first is the one
 * it is shown under.
 *
 * @throws HttpProblem 404 if no document mentions it, or it is hidden
 */
export async function readMemberIds(reader: EntityReader, given: string): Promise<string[]> {
  const members = await findMemberIds(reader, given);
  if (members === undefined) throw await entityNotFound(reader.table, given);
  return members;
}

/** A 404 for an id that no document mentions: it says who hid the entity, if a decision did. */
export async function entityNotFound(table: Table, given: string): Promise<HttpProblem> {
  const resolution = await readResolution(table);
  const { to, by } = resolution.current(given);
  const hidden = to === null ? resolution.find(by.at(-1) ?? '') : undefined;
  if (hidden === undefined) return noSuchEntity();
  return notFound(`${hidden.author} hid this entity (decision ${hidden.id}): ${hidden.reason}`);
}

const types = new Intl.ListFormat('en', { type: 'disjunction' }).format(entityTypes);
const noId = () =>
  notFound(
    `No document mentions an entity with this id: an id is ${types}, a slash and a name in small letters.`,
  );

/** The same, whether it is hidden or not: who reads feeds alone reads no decisions. */
export const noSuchEntity = () => notFound('No document mentions an entity with this id.');
