/** An entity as it is named where others are told of. */
import * as z from 'zod';
import type { EntityType } from '../core/entities/annotation.ts';
import type { Table } from '../core/ports/table.ts';
import { readEachEntity } from '../core/queries/entities.ts';
import { entityMeta } from '../core/records/entity.ts';

const { name, type } = entityMeta.shape;

export const entityName = z.object({ id: z.string(), name, type });
export type EntityName = z.infer<typeof entityName>;

/** The names of entities, read together. Of one without a tally yet, the address tells the name well enough until there is one. */
export async function namesOf(table: Table, ids: readonly string[]): Promise<(id: string) => EntityName> {
  const unique = [...new Set(ids)];
  const metas = await readEachEntity(table, unique);
  const names = new Map(unique.map((id, i) => [id, metas[i]?.name]));
  return (id) => {
    const [type = '', slug = ''] = id.split('/');
    return { id, name: names.get(id) ?? slug.replaceAll('-', ' '), type: type as EntityType };
  };
}
