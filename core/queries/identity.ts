/**
 * Resolves which ids are spellings of one name. It derives this from alias rows at query time, so the order
 * in which documents arrived cannot matter. Entities of one identity are read together, under the id of one
 * of them:
 *
 *   a middle initial   "Maria J. Quelle" belongs to "Maria Quelle", unless there is a "Maria K. Quelle" too
 *   an acronym         belongs to the only organisation that a document introduces by it
 *
 * Titles can veto the first: names that titles put in different fields are different people. Who is meant by
 * a surname alone is decided document by document, when it is stored (links.ts).
 */
import { nameCore } from '../entities/personName.ts';
import { fold, foldedNameOf, typeOfEntity } from '../entities/slug.ts';
import { isAcronym } from '../entities/token.ts';
import { isSurnameAlone } from '../identity/shortNames.ts';
import type { Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { type EntityMeta, mentionedEntity } from '../records/entity.ts';
import { keys } from '../records/keys.ts';
import { type AliasLookup, cachedAliasLookup } from './aliasLookup.ts';
import { mergeEntityMetas } from './mergedEntity.ts';

export interface EntityIdentity {
  /** The canonical id, under which the identity is shown. */
  id: string;
  /** The ids that are read together, the canonical one first. */
  members: string[];
  /** Their merged META; `undefined` if nothing mentions them, or they have no tally yet. */
  meta: EntityMeta | undefined;
  /** Their METAs as they are, the canonical one first. */
  metas: readonly EntityMeta[];
}

const maxAcronyms = 3;

/**
 * Reads an entity and the spellings of its name.
 *
 * @param lookup shared by all entities that are resolved together
 */
export async function readIdentity(
  table: Table,
  entity: string,
  lookup: AliasLookup = cachedAliasLookup(table),
): Promise<EntityIdentity> {
  const own = mentionedEntity(await table.get(keys.entity(entity)));
  if (own === undefined) return { id: entity, members: [entity], meta: undefined, metas: [] };
  return resolveIdentity(table, own, lookup);
}

/**
 * Resolves an entity whose META is already read.
 *
 * @param lookup shared by all entities that are resolved together
 */
export async function resolveIdentity(
  table: Table,
  own: EntityMeta,
  lookup: AliasLookup,
): Promise<EntityIdentity> {
  const alone = { id: own.entity, members: [own.entity], meta: own, metas: [own] };
  const candidates = await findMembers(lookup, own);
  if (candidates.length === 1) return alone;
  const rows = await table.batchGet(candidates.map(keys.entity));
  const metas = rows.flatMap((row) => mentionedEntity(row) ?? []);
  const members = oneField(metas) ? metas : [];
  if (!members.some(({ entity }) => entity === own.entity)) return alone;
  const [first = own] = members;
  return {
    id: first.entity,
    members: members.map(({ entity }) => entity),
    meta: mergeEntityMetas(first, members),
    metas: members,
  };
}

/** The identities of entities whose METAs are already read, each once, in their order. */
export async function identitiesOf(table: Table, metas: readonly EntityMeta[]): Promise<EntityIdentity[]> {
  const lookup = cachedAliasLookup(table);
  const identities = await mapConcurrent(concurrentResolutions, metas, (own) =>
    resolveIdentity(table, own, lookup),
  );
  return [...new Map(identities.map((identity) => [identity.id, identity])).values()];
}

/** Only so many ids are resolved, the first ones. 10,000 news stories have about as many. */
const maxResolved = 2000;
const concurrentResolutions = 16;

/**
 * Maps ids to the canonical ids of their identities.
 *
 * @param ids the most important first
 */
export async function canonicalIds(table: Table, ids: readonly string[]): Promise<(id: string) => string> {
  const shortForms = ids.filter(isShortForm).slice(0, maxResolved);
  const lookup = cachedAliasLookup(table);
  const identities = await mapConcurrent(concurrentResolutions, shortForms, async (id) => {
    const isShared = await hasNamesakes(lookup, id);
    return [id, isShared ? (await readIdentity(table, id, lookup)).id : id] as const;
  });
  const canonical = new Map(identities);
  return (id) => canonical.get(id) ?? id;
}

/** Whether another entity has a name by which a short form may belong to it. Of most, none has. */
async function hasNamesakes(lookup: AliasLookup, id: string): Promise<boolean> {
  const name = foldedNameOf(id);
  const type = typeOfEntity(id);
  const { ids } = await lookup(type === 'person' ? nameCore(name).core : name, type);
  return ids.some((each) => each !== id);
}

/** The ids that may belong to the entity's identity, as far as names say. */
async function findMembers(lookup: AliasLookup, own: EntityMeta): Promise<string[]> {
  const alone = [own.entity];
  if (own.type === 'person') return (await findPersonMembers(lookup, own)) ?? alone;
  if (own.type === 'organization') return (await findOrganizationMembers(lookup, own)) ?? alone;
  return alone;
}

/** The names with and without middle initials, unless two of them have different ones. */
async function findPersonMembers(lookup: AliasLookup, own: EntityMeta): Promise<string[] | undefined> {
  if (isSurnameAlone(own.entity)) return undefined;
  const { core } = nameCore(foldedNameOf(own.entity));
  const { ids } = await lookup(core, own.type);
  const variants = ids.filter((id) => nameCore(foldedNameOf(id)).core === core);
  const initials = new Set(variants.map((id) => nameCore(foldedNameOf(id)).initials).filter(Boolean));
  return initials.size < 2 && variants.length > 0 ? variants.sort(shortestFirst) : undefined;
}

async function findOrganizationMembers(lookup: AliasLookup, own: EntityMeta): Promise<string[] | undefined> {
  const isOneWord = !foldedNameOf(own.entity).includes(' ');
  const acronyms =
    isOneWord && isAcronym(own.name)
      ? [fold(own.name)]
      : own.names
          .map(({ name }) => name)
          .filter((name) => isAcronym(name))
          .slice(0, maxAcronyms)
          .map(fold);
  for (const acronym of new Set(acronyms)) {
    const { ids, all } = await lookup(acronym, own.type);
    const full = ids.filter((id) => foldedNameOf(id) !== acronym);
    const short = ids.filter((id) => foldedNameOf(id) === acronym);
    if (all && full.length === 1 && short.length === 1) return [...full, ...short];
  }
  return undefined;
}

function shortestFirst(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/**
 * Whether titles allow the variants of a name to be one person's: they put no two of them in different
 * fields.
 */
function oneField(variants: readonly EntityMeta[]): boolean {
  const fields = variants.map(({ roles }) => Object.keys(roles)).filter((own) => own.length > 0);
  return fields.every((own) => fields.every((others) => own.some((field) => others.includes(field))));
}

/** Whether the id may belong to another identity: a name with a middle initial, or an acronym. */
export function isShortForm(id: string): boolean {
  return (
    (id.startsWith('person/') && nameCore(foldedNameOf(id)).initials !== '') ||
    /^organization\/\p{L}{2,6}$/u.test(id)
  );
}
