/** Reads the names that begin as a name may, in any of its spellings. */
import { latinOf } from '../../entities/variants/cyrillic.ts';
import { spelledBeginnings } from '../../entities/variants/spelling.ts';
import type { Item, Table } from '../../ports/table.ts';
import { mapConcurrent } from '../../protocol/mapConcurrent.ts';
import { isLive } from '../../protocol/reconcile.ts';
import { type Alias, alias } from '../../records/entity.ts';
import { aliasPartition } from '../../records/keys.ts';

/** Alias rows that are read: with short beginnings of the name and its spellings, longer ones, and each. */
const mostRows = { short: 2_400, longer: 1_600, ofBeginning: 300 };
const concurrentReads = 8;

/**
 * Names of the archive that begin as this one may: with its first letters, or those of another spelling.
 * Where more begin so than are read, also those with its first word, and with all of it but the last letters.
 *
 * @param typed folded
 */
export async function readNearbyNames(table: Table, typed: string): Promise<Alias[]> {
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
  const rows = new Map([...near.rows, ...nearer.rows].map((row) => [row.sk, row]));
  return [...rows.values()].filter(isLive).map((row) => alias.parse(row));
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
