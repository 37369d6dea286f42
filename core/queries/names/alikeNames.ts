/** Finds entities whose names may be other spellings of an entity's name. A person decides. */

import { foldedNameOf, lastWord, typeOfEntity } from '../../entities/slug.ts';
import { arePersonsAlike, areThingsAlike } from '../../entities/variants/alikeNames.ts';
import type { Table } from '../../ports/table.ts';
import { cachedAliasLookup } from '../aliasLookup.ts';
import { compareByDocuments } from '../coMentions.ts';
import { currentEntities } from '../decisions.ts';
import { readMentioned } from '../entities.ts';
import { type EntityIdentity, identitiesOf } from '../identity.ts';
import { readNearbyNames } from './nearbyNames.ts';

/** Entities that are looked up. */
const mostAlike = 100;

/**
 * Entities of the same type, the most mentioned first: people whose name begins so in some spelling, or who
 * have the same surname, and things whose name begins so. Reads a bounded number of rows.
 *
 * @param members the ids of the entity's identity
 */
export async function findAlike(table: Table, members: readonly string[]): Promise<EntityIdentity[]> {
  const [id = ''] = members;
  const type = typeOfEntity(id);
  const own = foldedNameOf(id);
  const isAlike = type === 'person' ? arePersonsAlike : areThingsAlike;
  const names = [...(await readNearbyNames(table, own)), ...(await readNamesakes(table, type, own))];
  const ids = names
    .filter(({ entity, folded }) => typeOfEntity(entity) === type && isAlike(own, folded))
    .map(({ entity }) => entity);
  const current = await currentEntities(table, [...new Set(ids)].slice(0, mostAlike));
  const ofType = current.filter((each) => typeOfEntity(each) === type); // people may have decided another
  const metas = await readMentioned(table, [...new Set(ofType)]);
  const identities = await identitiesOf(table, metas.sort(compareByDocuments));
  return identities.filter((each) => !each.members.some((member) => members.includes(member)));
}

/** People with the same surname. */
async function readNamesakes(table: Table, type: string, own: string) {
  if (type !== 'person') return [];
  const { ids } = await cachedAliasLookup(table)(lastWord(own), type);
  return ids.map((entity) => ({ entity, folded: foldedNameOf(entity) }));
}
