/** An entity as other records refer to it: its id, name and type. */
import * as z from 'zod';
import { foldedNameOf, typeOfEntity } from '../../core/entities/slug.ts';
import type { Table } from '../../core/ports/table.ts';
import { readEntitiesById } from '../../core/queries/entities.ts';
import { entityMeta } from '../../core/records/entity.ts';

const { name, type } = entityMeta.shape;

export const entityName = z.object({ id: z.string(), name, type });
export type EntityName = z.infer<typeof entityName>;

/** Reads the names of these entities in a batch. An entity without a tally yet is named after its id. */
export async function readEntityNames(
  table: Table,
  ids: readonly string[],
): Promise<(id: string) => EntityName> {
  const unique = [...new Set(ids)];
  const metas = await readEntitiesById(table, unique);
  const names = new Map(unique.map((id, i) => [id, metas[i]?.name]));
  return (id) => ({ id, name: names.get(id) ?? foldedNameOf(id), type: typeOfEntity(id) });
}
