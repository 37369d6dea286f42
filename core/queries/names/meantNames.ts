/**
 * Finds who may have been meant by a name that nobody has: "Selenskyj", "Mourhino". Reads a bounded number of
 * rows.
 */
import { latinOf } from '../../entities/variants/cyrillic.ts';
import { distanceFrom, spelledBeginnings } from '../../entities/variants/spelling.ts';
import type { Item, Table } from '../../ports/table.ts';
import { mapConcurrent } from '../../protocol/mapConcurrent.ts';
import { isLive } from '../../protocol/reconcile.ts';
import { alias, type EntityMeta } from '../../records/entity.ts';
import { aliasPartition } from '../../records/keys.ts';
import { compareByDocuments } from '../coMentions.ts';
import { readMentioned } from '../entities.ts';
import { identitiesOf } from '../identity.ts';

/** Alias rows that are read: with short beginnings of the name and its spellings, longer ones, and each. */
const mostRows = { short: 2_400, longer: 1_600, ofBeginning: 300 };
/** Entities that are looked up, the nearest ones. */
const mostNearest = 100;
const mostMeant = 5;
const concurrentReads = 8;

/**
 * Entities whose name is spelled nearly so: transliterations first, then by how few letters differ, then
 * the most mentioned. Names that begin with other letters than a spelling may have are not found.
 *
 * @param typed a folded name that nobody has. One in Cyrillic letters is looked up in Latin ones, too
 */
export async function findMeant(table: Table, typed: string): Promise<EntityMeta[]> {
  const nearest = new Map<string, number>();
  const distances = [...new Set([typed, latinOf(typed)])].map(distanceFrom);
  for (const row of await readNearby(table, typed)) {
    const { entity, folded: name } = alias.parse(row);
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

/**
 * Alias rows that begin as the name may: with its first letters, or those of another spelling. Where more
 * begin so than are read, also those with its first word, and with all of it but the last letters.
 */
async function readNearby(table: Table, typed: string): Promise<Item[]> {
  const latin = latinOf(typed);
  if ([...latin].length < 3) return [];
  const spellings = [...new Set([typed, ...spelledBeginnings(latin)])];
  const shortOf = (name: string) => firstOf(name, Math.min(3, lengthWithoutLast(name)));
  const near = await readBeginnings(table, spellings.map(shortOf), mostRows.short);
  const longer = spellings
    .filter((name) => near.crowded.has(shortOf(name)))
    .flatMap((name) => [
      ...(name === typed || name === latin ? name.split(' ', 1) : []),
      firstOf(name, Math.max(3, lengthWithoutLast(name))),
    ]);
  const nearer = await readBeginnings(table, longer, mostRows.longer);
  return [...new Map([...near.rows, ...nearer.rows].map((row) => [row.sk, row])).values()].filter(isLive);
}

/** The last two letters of a name may be wrong. */
const lengthWithoutLast = (name: string) => [...name].length - 2;
const firstOf = (name: string, letters: number) => [...name].slice(0, Math.max(2, letters)).join('');

/**
 * @param prefixes the likeliest first
 * @returns the alias rows, as many as allowed, and which beginnings have more
 */
async function readBeginnings(table: Table, prefixes: readonly string[], most: number) {
  const rows: Item[] = [];
  const crowded = new Set<string>();
  const all = [...new Set(prefixes)];
  for (let at = 0; at < all.length; at += concurrentReads) {
    const together = all.slice(at, at + concurrentReads);
    const limit = Math.min(mostRows.ofBeginning, Math.floor((most - rows.length) / together.length));
    await mapConcurrent(concurrentReads, together, async (prefix) => {
      const page = limit < 1 ? undefined : await table.query({ pk: aliasPartition(prefix), prefix, limit });
      rows.push(...(page?.items ?? []));
      if (page === undefined || page.next !== undefined) crowded.add(prefix);
    });
  }
  return { rows, crowded };
}
