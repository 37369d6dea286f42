/** Looking entities up: by id, and by the beginning of any name they go by. */
import * as z from 'zod';
import type { Item, Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type Alias, alias, type EntityMeta, entityMeta } from '../records/entity.ts';
import { aliasPartition, keys } from '../records/keys.ts';
import { compareUtf8, readDescending, take } from '../records/sortedRows.ts';
import { cachedAliasLookup, resolveIdentity } from './identity.ts';

/** Names are looked up by at most so many characters; alias rows hold more. */
export const longestLookup = 80;

/** Among the exact matches (documents, id), or after the alias row with this sort key. */
export const entityPosition = z.union([
  z.tuple([z.literal('exact'), z.number().int(), z.string()]),
  z.tuple([z.literal('alias'), z.string()]),
]);
export type EntityPosition = z.infer<typeof entityPosition>;

export interface EntityPage {
  entities: EntityMeta[];
  next?: EntityPosition;
  /** Alias rows looked at, where the page was given up before it was full. */
  gaveUpAfter?: number;
}

/** Exact matches are put in order of their documents; there are never many entities of one name. */
const exactMatches = 200;
const identitiesAtOnce = 16;
/** Rounds of reading for one page. More than one is needed only where aliases stand for entities already shown. */
const rounds = 5;

/** `undefined` where nothing mentions it, or nothing does any more. */
export async function readEntity(table: Table, entity: string): Promise<EntityMeta | undefined> {
  return shown(await table.get(keys.entity(entity)));
}

/** In the order of the ids. */
export async function readEntitiesById(
  table: Table,
  entities: readonly string[],
): Promise<(EntityMeta | undefined)[]> {
  return (await table.batchGet(entities.map(keys.entity))).map(shown);
}

function shown(row: Item | undefined): EntityMeta | undefined {
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  return meta === undefined || meta.documents === 0 ? undefined : meta;
}

/** Among so many, markers left by documents that are gone included, a posting is looked for where there is no tally yet. */
const newestPostings = 100;

/** Does any document mention it? Postings tell before the tallies do. */
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
 * Entities that go by a name beginning with `folded` (as `fold` folds it). Those of just that name come first, the most mentioned before
 * the others; then the rest in the order of the names.
 */
export async function findEntities(
  table: Table,
  folded: string,
  page: { after?: EntityPosition | undefined; limit: number },
): Promise<EntityPage> {
  const found = await findNames(table, folded, page);
  return { ...found, entities: await asShown(table, folded, found.entities) };
}

/** Each under the id of its identity, with the counts of all of that. What is found under that id anyway is not shown twice. */
async function asShown(table: Table, folded: string, metas: readonly EntityMeta[]): Promise<EntityMeta[]> {
  const named = cachedAliasLookup(table);
  const identities = await mapConcurrent(identitiesAtOnce, metas, async (own) => ({
    own,
    ...(await resolveIdentity(table, own, named)),
  }));
  return identities.flatMap(({ own, id, meta = own }) => {
    const elsewhere = id !== own.entity && meta.aliases.some((name) => name.startsWith(folded));
    return elsewhere ? [] : [meta];
  });
}

async function findNames(
  table: Table,
  folded: string,
  page: { after?: EntityPosition | undefined; limit: number },
): Promise<EntityPage> {
  const { after, limit } = page;
  const exact = after?.[0] === 'alias' ? [] : await exactlyNamed(table, folded, after);
  const last = exact[limit - 1];
  if (last !== undefined && exact.length > limit)
    return { entities: exact.slice(0, limit), next: afterExact(last) };
  const rest = await namedFrom(
    table,
    folded,
    after?.[0] === 'alias' ? after[1] : undefined,
    limit - exact.length,
  );
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

async function exactlyNamed(
  table: Table,
  folded: string,
  after: EntityPosition | undefined,
): Promise<EntityMeta[]> {
  const { items } = await table.query({
    pk: aliasPartition(folded),
    prefix: `${folded}#`,
    limit: exactMatches,
  });
  const metas = await readEntitiesById(
    table,
    live(items).map(({ entity }) => entity),
  );
  const order = (documents: number, entity: string, other: EntityMeta) =>
    other.documents - documents || (entity < other.entity ? -1 : 1);
  return metas
    .filter((meta) => meta !== undefined)
    .sort((a, b) => order(a.documents, a.entity, b))
    .filter(
      (meta) => after?.[0] !== 'exact' || (meta.entity !== after[2] && order(after[1], after[2], meta) < 0),
    );
}

function live(items: readonly Item[]): Alias[] {
  return items.filter(isLive).map((item) => alias.parse(item));
}

interface Named {
  entities: EntityMeta[];
  more: boolean;
  /** The sort key of the last alias row that is done with. */
  last: string | undefined;
  gaveUpAfter?: number;
}

/** The entities of the alias rows after a sort key, without those of exactly the name. */
async function namedFrom(
  table: Table,
  folded: string,
  after: string | undefined,
  limit: number,
): Promise<Named> {
  const entities: EntityMeta[] = [];
  const range = { pk: aliasPartition(folded), to: `${folded}\u{10FFFF}`, limit: limit + 2 };
  let last = after;
  let seen = 0;
  for (let round = 0; round < rounds; round++) {
    const page = await table.query({ ...range, from: last ?? folded });
    const rows = page.items.filter(({ sk }) => sk !== last);
    const metas = await readEntitiesById(table, rows.map(entityOf));
    for (const [i, row] of rows.entries()) {
      const meta = metas[i];
      if (meta !== undefined && standsFor(row, meta, folded)) {
        if (entities.length === limit) return { entities, more: true, last };
        entities.push(meta);
      }
      last = row.sk;
      seen++;
    }
    if (page.next === undefined) return { entities, more: false, last };
  }
  return { entities, more: true, last, gaveUpAfter: seen };
}

const entityOf = (row: Item): string => String(row.entity ?? '');

/** Does this row stand for the entity in the list? One entity may go by several names with the same beginning: the first one does. */
function standsFor(row: Item, meta: EntityMeta, folded: string): boolean {
  if (!isLive(row) || row.sk.startsWith(`${folded}#`)) return false;
  if (meta.settled !== meta.token) return true; // its aliases are being written: rather twice than not at all
  if (meta.aliases.includes(folded)) return false;
  const [first] = meta.aliases
    .filter((name) => name.startsWith(folded))
    .sort((a, b) => compareUtf8(`${a}#`, `${b}#`));
  return first === undefined || first === alias.parse(row).folded;
}
