/** Finds entities by id, and by the beginning of any of their names. */
import * as z from 'zod';
import type { Item, Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type Alias, alias, type EntityMeta, mentionedEntity } from '../records/entity.ts';
import { aliasPartition, keys } from '../records/keys.ts';
import { compareUtf8, readDescending, take } from '../records/sortedRows.ts';
import { cachedAliasLookup } from './aliasLookup.ts';
import { resolveIdentity } from './identity.ts';

/** Most characters of a name that a look-up uses. Alias rows have longer names. */
export const longestLookup = 80;

/** After an exact match (its documents, its id), or after the alias row with this sort key. */
export const entityPosition = z.union([
  z.tuple([z.literal('exact'), z.number().int(), z.string()]),
  z.tuple([z.literal('alias'), z.string()]),
]);
export type EntityPosition = z.infer<typeof entityPosition>;

export interface EntityPage {
  entities: EntityMeta[];
  next?: EntityPosition;
  /** If the page ended before it was full: how many alias rows were read. */
  gaveUpAfter?: number;
}

/** Exact matches are sorted by their documents; few entities have the same name. */
const maxExactMatches = 200;
const concurrentIdentities = 16;
/**
 * Rounds of reading for one page. It needs more than one only if aliases lead to entities already on the
 * page.
 */
const maxRounds = 5;

/** Reads an entity; `undefined` if no document mentions it. */
async function readEntity(table: Table, entity: string): Promise<EntityMeta | undefined> {
  return mentionedEntity(await table.get(keys.entity(entity)));
}

/** Reads entities in the order of the ids. */
export async function readEntitiesById(
  table: Table,
  entities: readonly string[],
): Promise<(EntityMeta | undefined)[]> {
  return (await table.batchGet(entities.map(keys.entity))).map(mentionedEntity);
}

/** Those of the entities that documents mention, in the order of the ids. */
export async function readMentioned(table: Table, entities: readonly string[]): Promise<EntityMeta[]> {
  const metas = entities.length === 0 ? [] : await readEntitiesById(table, entities);
  return metas.filter((meta) => meta !== undefined);
}

/** How many of the newest postings are checked, tombstones included, if an entity has no tally yet. */
const newestPostings = 100;

/** Whether any document mentions the entity. Its postings say so before its tallies do. */
export async function isMentioned(table: Table, entity: string): Promise<boolean> {
  if ((await readEntity(table, entity)) !== undefined) return true;
  const rows = readDescending(table, {
    pk: keys.entity(entity).pk,
    from: 'DAY#',
    to: 'DAY#~',
    limit: newestPostings,
  });
  return (await take(rows, newestPostings)).some(({ row }) => isLive(row));
}

/**
 * Finds entities with a name that begins as one of these. Entities of exactly the first come first, the most
 * mentioned first; the others follow, for each beginning in the order of their names.
 *
 * @param beginnings folded, none of which begins with another (`beginningsOf`)
 */
export async function findEntities(
  table: Table,
  beginnings: readonly string[],
  page: { after?: EntityPosition | undefined; limit: number },
): Promise<EntityPage> {
  const found = await findByName(table, beginnings, page);
  return { ...found, entities: await mergeIdentities(table, beginnings, found.entities) };
}

/** Whether one of the names begins as one of these. */
export const beginSo = (names: readonly string[], beginnings: readonly string[]): boolean =>
  names.some((name) => beginnings.some((beginning) => name.startsWith(beginning)));

/** Replaces each entity by its identity, which the list has at the first of its ids with such a name. */
async function mergeIdentities(
  table: Table,
  beginnings: readonly string[],
  metas: readonly EntityMeta[],
): Promise<EntityMeta[]> {
  const lookup = cachedAliasLookup(table);
  const identities = await mapConcurrent(concurrentIdentities, metas, async (own) => ({
    own,
    ...(await resolveIdentity(table, own, lookup)),
  }));
  return identities.flatMap(({ own, metas, meta = own }) => {
    const listed = metas.find(({ aliases }) => beginSo(aliases, beginnings));
    return listed === undefined || listed.entity === own.entity ? [meta] : [];
  });
}

async function findByName(
  table: Table,
  beginnings: readonly string[],
  page: { after?: EntityPosition | undefined; limit: number },
): Promise<EntityPage> {
  const { after, limit } = page;
  const exact = after?.[0] === 'alias' ? [] : await findExactly(table, beginnings[0] ?? '', after);
  const last = exact[limit - 1];
  if (last !== undefined && exact.length > limit)
    return { entities: exact.slice(0, limit), next: afterExact(last) };
  const afterAlias = after?.[0] === 'alias' ? after[1] : undefined;
  const rest = await findByBeginnings(table, beginnings, afterAlias, limit - exact.length);
  if (last !== undefined) return { entities: exact, ...(rest.more && { next: afterExact(last) }) };
  const { gaveUpAfter } = rest;
  return {
    entities: [...exact, ...rest.entities],
    ...(rest.more && rest.last !== undefined && { next: ['alias', rest.last] }),
    ...(gaveUpAfter !== undefined && { gaveUpAfter }),
  };
}

function afterExact({ documents, entity }: EntityMeta): EntityPosition {
  return ['exact', documents, entity];
}

async function findExactly(
  table: Table,
  folded: string,
  after: EntityPosition | undefined,
): Promise<EntityMeta[]> {
  const { items } = await table.query({
    pk: aliasPartition(folded),
    prefix: `${folded}#`,
    limit: maxExactMatches,
  });
  const ids = liveAliases(items).map(({ entity }) => entity);
  const metas = await readEntitiesById(table, ids);
  const order = (documents: number, entity: string, other: EntityMeta) =>
    other.documents - documents || (entity < other.entity ? -1 : 1);
  return metas
    .filter((meta) => meta !== undefined)
    .sort((a, b) => order(a.documents, a.entity, b))
    .filter(
      (meta) => after?.[0] !== 'exact' || (meta.entity !== after[2] && order(after[1], after[2], meta) < 0),
    );
}

function liveAliases(items: readonly Item[]): Alias[] {
  return items.filter(isLive).map((item) => alias.parse(item));
}

interface PrefixMatches {
  entities: EntityMeta[];
  more: boolean;
  /** The sort key of the last alias row that was handled. */
  last: string | undefined;
  gaveUpAfter?: number;
}

/** Finds the entities of the alias rows after a sort key, without those of exactly the first name. */
async function findByBeginnings(
  table: Table,
  beginnings: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<PrefixMatches> {
  const entities: EntityMeta[] = [];
  const reached = beginnings.findIndex((beginning) => after?.startsWith(beginning));
  let last = after;
  for (const [i, folded] of beginnings.entries()) {
    if (i < reached) continue;
    const represents = (row: Item, meta: EntityMeta) => representsEntity(row, meta, beginnings);
    const from = i === reached ? after : undefined;
    const found = await findByPrefix(table, { folded, represents }, from, limit - entities.length);
    entities.push(...found.entities);
    last = found.last ?? last;
    if (found.more) return { ...found, entities, last };
  }
  return { entities, more: false, last };
}

/** Those of one beginning. */
async function findByPrefix(
  table: Table,
  { folded, represents }: { folded: string; represents: (row: Item, meta: EntityMeta) => boolean },
  after: string | undefined,
  limit: number,
): Promise<PrefixMatches> {
  const entities: EntityMeta[] = [];
  const range = { pk: aliasPartition(folded), to: `${folded}\u{10FFFF}`, limit: limit + 2 };
  let last = after;
  let read = 0;
  for (let round = 0; round < maxRounds; round++) {
    const page = await table.query({ ...range, from: last ?? folded });
    const rows = page.items.filter(({ sk }) => sk !== last);
    const metas = await readEntitiesById(
      table,
      rows.map((row) => String(row.entity ?? '')),
    );
    for (const [i, row] of rows.entries()) {
      const meta = metas[i];
      if (meta !== undefined && represents(row, meta)) {
        if (entities.length === limit) return { entities, more: true, last };
        entities.push(meta);
      }
      last = row.sk;
      read++;
    }
    if (page.next === undefined) return { entities, more: false, last };
  }
  return { entities, more: true, last, gaveUpAfter: read };
}

/** Whether the alias row lists its entity. Of several names that begin so only the first one does. */
function representsEntity(row: Item, meta: EntityMeta, beginnings: readonly string[]): boolean {
  const [exact = ''] = beginnings;
  if (!isLive(row) || row.sk.startsWith(`${exact}#`)) return false;
  // While its aliases are being written, an entity may be listed twice, but must not be missing.
  if (meta.settled !== meta.token) return true;
  if (meta.aliases.includes(exact)) return false;
  const [first] = beginnings.flatMap((beginning) =>
    meta.aliases.filter((name) => name.startsWith(beginning)).sort((a, b) => compareUtf8(`${a}#`, `${b}#`)),
  );
  return first === undefined || first === alias.parse(row).folded;
}
