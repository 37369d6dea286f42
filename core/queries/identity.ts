/**
 * Who an entity is across documents, told from alias rows when asked, so that the order in which documents came cannot matter. Entities of
 * one identity are read together, under the id of one of them:
 *
 *   a surname alone      goes to the one full name of its type that bears it, unless titles put the two in different fields
 *   a middle initial     «Maria J. Quelle» goes to «Maria Quelle», unless a «Maria K. Quelle» is there too, or titles put the two in
 *                        different fields
 *   an acronym           goes to the one organisation that a document introduces by it
 */
import { particles } from '../entities/data/people.ts';
import { nameCore, surnamesOf } from '../entities/personName.ts';
import { fold } from '../entities/slug.ts';
import { isAcronym } from '../entities/token.ts';
import type { Item, Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type EntityMeta, entityMeta, type NameForm } from '../records/entity.ts';
import { aliasPartition, keys } from '../records/keys.ts';

export interface EntityIdentity {
  /** The id under which it is shown. */
  id: string;
  /** The ids that are read together, that one first. */
  members: string[];
  /** What is known of all of them; `undefined` where no tally is there yet, or nothing mentions them any more. */
  meta: EntityMeta | undefined;
}

/** Names looked at for one alias. Where a surname has more bearers, it is nobody's alone. */
const mostBearers = 100;
const mostAcronyms = 3;

export async function readIdentity(
  table: Table,
  entity: string,
  named: Named = cachedAliasLookup(table),
): Promise<EntityIdentity> {
  const own = shown(await table.get(keys.entity(entity)));
  if (own === undefined) return { id: entity, members: [entity], meta: undefined };
  return resolveIdentity(table, own, named);
}

/** The same, where the entity's META is read already. @param named shared by all that are asked about together */
export async function resolveIdentity(
  table: Table,
  own: EntityMeta,
  named: Named = cachedAliasLookup(table),
): Promise<EntityIdentity> {
  const members = await membersOf(named, own);
  if (members.length === 1) return { id: own.entity, members, meta: own };
  const rows = await table.batchGet(members.map(keys.entity));
  const metas = rows.flatMap((row) => shown(row) ?? []);
  const full = metas.filter(({ entity }) => !isSurnameOnly(entity));
  const agreeing = oneField(full)
    ? metas.filter((meta) => !isSurnameOnly(meta.entity) || agree(meta, full))
    : [];
  if (!agreeing.some(({ entity }) => entity === own.entity))
    return { id: own.entity, members: [own.entity], meta: own };
  const [first = own] = agreeing;
  return { id: first.entity, members: agreeing.map(({ entity }) => entity), meta: summed(first, agreeing) };
}

/** Of each of these entities, the ids that are read together. */
export async function resolveMembers(table: Table, ids: readonly string[]): Promise<string[][]> {
  return mapConcurrent(resolvedAtOnce, ids, async (id) =>
    /^(?:person|organization)\//.test(id) ? (await readIdentity(table, id)).members : [id],
  );
}

/** Of many ids only the first that may stand for another's are resolved. */
const mostResolved = 100;
const resolvedAtOnce = 16;

/** The ids under which entities are shown. @param ids the most important first */
export async function canonicalIds(table: Table, ids: readonly string[]): Promise<(id: string) => string> {
  const doubtful = ids.filter(mayGoElsewhere).slice(0, mostResolved);
  const named = cachedAliasLookup(table);
  const identities = await mapConcurrent(
    resolvedAtOnce,
    doubtful,
    async (id) => [id, (await readIdentity(table, id, named)).id] as const,
  );
  const shownAs = new Map(identities);
  return (id) => shownAs.get(id) ?? id;
}

/** A surname alone, a name with a middle initial, or letters. */
function mayGoElsewhere(id: string): boolean {
  const name = foldedOf(id);
  return (
    isSurnameOnly(id) ||
    (id.startsWith('person/') && nameCore(name).initials !== '') ||
    /^organization\/\p{L}{2,6}$/u.test(id)
  );
}

async function membersOf(named: Named, own: EntityMeta): Promise<string[]> {
  const alone = [own.entity];
  if (own.type === 'person') return (await peopleOf(named, own)) ?? alone;
  if (own.type === 'organization') return (await organizationsOf(named, own)) ?? alone;
  return alone;
}

/** The bearers of the surname are put together by the core of their names; the surname alone goes with them where they are one person. */
async function peopleOf(named: Named, own: EntityMeta): Promise<string[] | undefined> {
  const lone = isSurnameOnly(own.entity);
  const folded = lone ? (foldedOf(own.entity).split(' ').at(-1) ?? '') : (surnamesOf(own.name)[0] ?? '');
  const { ids, all } = await named(folded, own.type);
  const full = ids.filter((id) => !isSurnameOnly(id));
  const mine = lone ? nameCore(foldedOf(full[0] ?? '')).core : nameCore(foldedOf(own.entity)).core;
  const variants = all
    ? full.filter((id) => nameCore(foldedOf(id)).core === mine)
    : await variantsOf(named, mine);
  const initials = new Set(variants.map((id) => nameCore(foldedOf(id)).initials).filter(Boolean));
  const one = all && variants.length === full.length && initials.size < 2;
  if (lone && !one) return undefined;
  const person = initials.size < 2 ? variants.sort(shortestFirst) : [own.entity];
  const surnames = one ? ids.filter((id) => isSurnameOnly(id)) : [];
  return person.length === 0 ? undefined : [...person, ...surnames];
}

/** Where a surname has too many bearers to look at all of them. */
async function variantsOf(named: Named, core: string): Promise<string[]> {
  const { ids } = await named(core, 'person');
  return ids.filter((id) => nameCore(foldedOf(id)).core === core);
}

async function organizationsOf(named: Named, own: EntityMeta): Promise<string[] | undefined> {
  const short = (id: string) => !foldedOf(id).includes(' ');
  const lone = short(own.entity) && isAcronym(own.name);
  const acronyms = lone
    ? [fold(own.name)]
    : own.names
        .map(({ name }) => name)
        .filter((name) => isAcronym(name))
        .slice(0, mostAcronyms)
        .map(fold);
  for (const acronym of new Set(acronyms)) {
    const { ids, all } = await named(acronym, own.type);
    const full = ids.filter((id) => foldedOf(id) !== acronym);
    const letters = ids.filter((id) => foldedOf(id) === acronym);
    if (all && full.length === 1 && letters.length === 1) return [...full, ...letters];
  }
  return undefined;
}

/** The entities of a type that go by just that name. `all`: there are no more of them. */
type Named = (folded: string, type: string) => Promise<{ ids: string[]; all: boolean }>;

/** Asks once for each name: those looked at together are often namesakes. */
export function cachedAliasLookup(table: Table): Named {
  const asked = new Map<string, ReturnType<Named>>();
  return (folded, type) => {
    const prefix = `${folded}#${type}/`;
    const answer = asked.get(prefix) ?? bearersOf(table, folded, prefix);
    asked.set(prefix, answer);
    return answer;
  };
}

async function bearersOf(table: Table, folded: string, prefix: string): ReturnType<Named> {
  if (folded === '') return { ids: [], all: true };
  const { items, next } = await table.query({ pk: aliasPartition(folded), prefix, limit: mostBearers });
  return { ids: items.filter(isLive).map(({ entity }) => String(entity)), all: next === undefined };
}

/** `person/okoye`, `person/van-der-meulen`. */
function isSurnameOnly(id: string): boolean {
  const words = foldedOf(id).split(' ');
  return id.startsWith('person/') && (words.length === 1 || particles.has(words[0] ?? ''));
}

/** Slugs are folded names with hyphens for spaces; of the longest ones only the beginning, which makes them nobody's variant. */
function foldedOf(id: string): string {
  return id.slice(id.indexOf('/') + 1).replaceAll('-', ' ');
}

function shortestFirst(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/** Do titles leave it open that a surname and the full names are one person's? */
function agree(lone: EntityMeta, full: readonly EntityMeta[]): boolean {
  const own = Object.keys(lone.roles);
  return (
    own.length === 0 ||
    full.every(({ roles }) => Object.keys(roles).length === 0) ||
    own.some((role) => full.some((meta) => role in meta.roles))
  );
}

/** Do titles leave it open that variants of a name are one person's? Not where they put two of them in different fields. */
function oneField(variants: readonly EntityMeta[]): boolean {
  return variants.every((one) => variants.every((other) => one === other || agree(one, [other])));
}

function shown(row: Item | undefined): EntityMeta | undefined {
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  return meta === undefined || meta.documents === 0 ? undefined : meta;
}

/** No document has two of them, because within a document short forms go to the full name: so counts may be summed. */
function summed(first: EntityMeta, metas: readonly EntityMeta[]): EntityMeta {
  const sum = (field: 'documents' | 'mentions') => metas.reduce((total, meta) => total + meta[field], 0);
  const days = (field: 'first' | 'last') => metas.flatMap((meta) => meta[field] ?? []).sort();
  const [earliest, latest] = [days('first')[0], days('last').at(-1)];
  return {
    ...first,
    name: fullNames(metas)[0]?.name ?? first.name,
    documents: sum('documents'),
    mentions: sum('mentions'),
    ...(earliest === undefined ? {} : { first: earliest }),
    ...(latest === undefined ? {} : { last: latest }),
    aliases: [...new Set(metas.flatMap(({ aliases }) => aliases))].sort(),
    names: formsOf(metas),
    roles: rolesOf(metas),
  };
}

/** The commonest of the members' own names, surnames apart. */
function fullNames(metas: readonly EntityMeta[]): { name: string; documents: number }[] {
  return metas
    .filter(
      ({ entity, name, type }) => !isSurnameOnly(entity) && (type !== 'organization' || !isAcronym(name)),
    )
    .map(({ name, documents }) => ({ name, documents }))
    .sort((a, b) => b.documents - a.documents || (a.name < b.name ? -1 : 1));
}

function rolesOf(metas: readonly EntityMeta[]): EntityMeta['roles'] {
  const roles: EntityMeta['roles'] = {};
  for (const [role, documents] of metas.flatMap((meta) => Object.entries(meta.roles)).sort())
    roles[role] = (roles[role] ?? 0) + documents;
  return roles;
}

function formsOf(metas: readonly EntityMeta[]): NameForm[] {
  const forms = new Map<string, NameForm>();
  for (const { name, documents, first } of metas.flatMap(({ names }) => names)) {
    const there = forms.get(name);
    const earliest = [there?.first, first].filter((day) => day !== undefined).sort()[0];
    forms.set(name, {
      name,
      documents: (there?.documents ?? 0) + documents,
      ...(earliest === undefined ? {} : { first: earliest }),
    });
  }
  return [...forms.values()].sort((a, b) => b.documents - a.documents || (a.name < b.name ? -1 : 1));
}
