/** Finds entities by the beginning of a name, and of a country alone if one is asked for. */
import type { Authority } from '../entities/authority/authority.ts';
import { countryOf } from '../entities/authority/locatePlaces.ts';
import type { Table } from '../ports/table.ts';
import type { EntityMeta } from '../records/entity.ts';
import { type EntityPage, type EntityPosition, findEntities } from './entities.ts';

/** Rounds of reading for one page: names of other countries are left out. */
const maxRounds = 5;

/**
 * As `findEntities`, with the entities alone that the authority knows to be in the country, or to come from
 * it: places, peoples and organisations.
 */
export async function findEntitiesOf(
  { table, authority }: { table: Table; authority: Authority },
  folded: string,
  page: { after?: EntityPosition | undefined; limit: number; country?: string | undefined },
): Promise<EntityPage> {
  const { country, limit } = page;
  if (country === undefined) return findEntities(table, folded, page);
  const entities: EntityMeta[] = [];
  let { after } = page;
  let read = 0;
  for (let round = 0; round < maxRounds; round++) {
    const found = await findEntities(table, folded, { after, limit: limit - entities.length });
    read += found.entities.length;
    entities.push(...found.entities.filter(({ entity }) => countryOf(authority, entity) === country));
    after = found.next;
    if (after === undefined) return { entities };
    if (entities.length === limit) return { entities, next: after };
  }
  return { entities, ...(after && { next: after }), gaveUpAfter: read };
}
