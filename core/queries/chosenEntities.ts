/** Finds entities by the beginning of a name: all of them, or those of a type and of a country alone. */
import type { EntityType } from '../entities/annotation.ts';
import type { Authority } from '../entities/authority/authority.ts';
import { countryOf } from '../entities/authority/locatePlaces.ts';
import type { Table } from '../ports/table.ts';
import type { EntityMeta } from '../records/entity.ts';
import { type EntityPage, type EntityPosition, findEntities } from './entities.ts';

/** Rounds of reading for one page: names that were not chosen are left out. */
const maxRounds = 5;

export interface EntityChoice {
  type?: EntityType | undefined;
  /** ISO 3166-1 code: the authority knows an entity to be there, or to come from there. */
  country?: string | undefined;
}

/** Whether an id is chosen. */
export function isChosen(authority: Authority, { type, country }: EntityChoice, id: string): boolean {
  return (
    (type === undefined || id.startsWith(`${type}/`)) &&
    (country === undefined || countryOf(authority, id) === country)
  );
}

/** As `findEntities`, with the chosen entities alone. */
export async function findChosenEntities(
  { table, authority }: { table: Table; authority: Authority },
  beginnings: readonly string[],
  page: EntityChoice & { after?: EntityPosition | undefined; limit: number },
): Promise<EntityPage> {
  const { type, country, limit } = page;
  if (country === undefined && type === undefined) return findEntities(table, beginnings, page);
  const entities: EntityMeta[] = [];
  let { after } = page;
  let read = 0;
  for (let round = 0; round < maxRounds; round++) {
    const found = await findEntities(table, beginnings, { after, limit: limit - entities.length });
    read += found.entities.length;
    entities.push(...found.entities.filter(({ entity }) => isChosen(authority, page, entity)));
    after = found.next;
    if (after === undefined) return { entities };
    if (entities.length === limit) return { entities, next: after };
  }
  return { entities, ...(after && { next: after }), gaveUpAfter: read };
}
