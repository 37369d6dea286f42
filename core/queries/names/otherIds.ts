/** The entity that is meant by an id that documents do not use: `organization/eu`, `place/koln`. */
import { type Authority, authorityRecord } from '../../entities/authority/authority.ts';
import { hyphenated } from '../../entities/fold.ts';
import { entityId, foldedNameOf, slugOfEntity, typeOfEntity } from '../../entities/slug.ts';
import type { Table } from '../../ports/table.ts';
import { cachedAliasLookup } from '../aliasLookup.ts';
import { readMentioned } from '../entities.ts';

/** Ids of one entry of the authority that are looked for. */
const mostIds = 100;

/**
 * The one entity of the type that documents also name so, or else the one that the authority has under the
 * name, if documents mention it. `undefined` if there is none, or several.
 *
 * @param given no document mentions it
 */
export async function otherIdOf(
  table: Table,
  authority: Authority,
  given: string,
): Promise<string | undefined> {
  // An id that somebody made of a name need not be folded: person/volodymyr-zelenskyy.
  const id = `${typeOfEntity(given)}/${hyphenated(slugOfEntity(given))}`;
  const { ids, all } = await cachedAliasLookup(table)(foldedNameOf(id), typeOfEntity(id));
  const [bearer, ...others] = await readMentioned(table, ids);
  if (all && bearer !== undefined) return others.length === 0 ? bearer.entity : undefined;
  const { entry } = authorityRecord(authority, id);
  if (entry === undefined) return undefined;
  const names = [entry.name, ...entry.aliases].flatMap((name) => entityId(entry.type, name) ?? []);
  // A surname alone may be another person's.
  const isOwn = (each: string) =>
    entry.type !== 'person' || authorityRecord(authority, each).entry?.id === entry.id;
  const own = [entry.id, ...names].filter(isOwn);
  return (await readMentioned(table, [...new Set(own)].slice(0, mostIds)))[0]?.entity;
}
