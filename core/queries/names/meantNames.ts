/**
 * Finds who may have been meant by a name that nobody has: "Selenskyj", "Mourhino". Reads a bounded number of
 * rows.
 */
import { latinOf } from '../../entities/variants/cyrillic.ts';
import { distanceFrom } from '../../entities/variants/spelling.ts';
import type { Table } from '../../ports/table.ts';
import type { EntityMeta } from '../../records/entity.ts';
import { compareByDocuments } from '../coMentions.ts';
import { readMentioned } from '../entities.ts';
import { identitiesOf } from '../identity.ts';
import { readNearbyNames } from './nearbyNames.ts';

/** Entities that are looked up, the nearest ones. */
const mostNearest = 100;
const mostMeant = 5;

/**
 * Entities whose name is spelled nearly so: transliterations first, then by how few letters differ, then
 * the most mentioned. Names that begin with other letters than a spelling may have are not found.
 *
 * @param typed a folded name that nobody has. One in Cyrillic letters is looked up in Latin ones, too
 */
export async function findMeant(table: Table, typed: string): Promise<EntityMeta[]> {
  const nearest = new Map<string, number>();
  const distances = [...new Set([typed, latinOf(typed)])].map(distanceFrom);
  for (const { entity, folded: name } of await readNearbyNames(table, typed)) {
    for (const distanceOf of distances) {
      const distance = distanceOf(name);
      if (distance !== undefined) nearest.set(entity, Math.min(distance, nearest.get(entity) ?? distance));
    }
  }
  const byDistance = [...nearest].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  const ids = byDistance.slice(0, mostNearest).map(([id]) => id);
  const metas = await readMentioned(table, ids);
  const distanceOf = ({ entity }: EntityMeta) => nearest.get(entity) ?? 0;
  metas.sort((a, b) => distanceOf(a) - distanceOf(b) || compareByDocuments(a, b));
  const identities = await identitiesOf(table, metas.slice(0, 2 * mostMeant));
  return identities.flatMap(({ meta }) => meta ?? []).slice(0, mostMeant);
}
