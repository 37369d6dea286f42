/**
 * Finds entities by names as people type them: "Merkel, Angela", "A. Merkel", "Köln" where the archive has
 * Cologne; and who may have been meant by a name that nobody has. Reads a bounded number of rows.
 */
import type { Authority } from '../../entities/authority/authority.ts';
import { givenNameOf, initialAndSurname, surnamesOf } from '../../entities/personName.ts';
import { entityId, fold } from '../../entities/slug.ts';
import { latinOf } from '../../entities/variants/cyrillic.ts';
import { distanceFrom, spelledBeginnings } from '../../entities/variants/spelling.ts';
import { entitiesOf } from '../../identity/decisions/decision.ts';
import type { Item, Table } from '../../ports/table.ts';
import { mapConcurrent } from '../../protocol/mapConcurrent.ts';
import { isLive } from '../../protocol/reconcile.ts';
import { alias, type EntityMeta } from '../../records/entity.ts';
import { aliasPartition } from '../../records/keys.ts';
import { cachedAliasLookup } from '../aliasLookup.ts';
import { compareByDocuments } from '../coMentions.ts';
import { readResolution } from '../decisions.ts';
import { readEntitiesById } from '../entities.ts';
import { foldedNameOf } from '../entityIds.ts';
import { identitiesOf } from '../identity.ts';

/** Ids under which the archive may have what the authority has under a name. */
const mostEquivalents = 100;
/** Words of a name without a comma, whose first ones may be the surname. */
const mostWords = 4;
/**
 * Alias rows that are read to find who was meant: with short beginnings of the name and its spellings, with
 * longer ones, and with each.
 */
const mostRows = { short: 2_400, longer: 1_600, ofBeginning: 300 };
const mostMeant = 5;
const concurrentReads = 8;

/**
 * People by surname and given name, or the beginning of it: "Merkel, Angela", "Merkel Angela", "Merkel, A.",
 * "A. Merkel". The most mentioned first; none for a name of another form.
 */
export async function findPeopleTyped(table: Table, typed: string): Promise<EntityMeta[]> {
  const readings = surnamesAndGivens(typed);
  const looked = await Promise.all(
    readings.map(({ surname }) => cachedAliasLookup(table)(surname, 'person')),
  );
  const metas = await readMentioned(table, [...new Set(looked.flatMap(({ ids }) => ids))]);
  return metas
    .filter(({ names }) => names.some(({ name }) => isReadAs(name, readings)))
    .sort(compareByDocuments);
}

/**
 * People to whom decisions put somebody of this name: Rhodri Morgan by "Hutt" and "Hutt, J.", if Jane Hutt
 * was merged into him. Alias rows have such a name whole alone, since links ask them who bears a surname.
 */
export async function findPeopleDecided(table: Table, typed: string): Promise<EntityMeta[]> {
  const beginning = fold(typed);
  const readings = surnamesAndGivens(typed);
  const hasName = (name: string) =>
    isReadAs(name, readings) || surnamesOf(name).some((surname) => surname.startsWith(beginning));
  const surnames = [beginning, ...readings.map(({ surname }) => surname)].filter(Boolean);
  const resolution = await readResolution(table);
  const ids = resolution.decisions.flatMap(({ decided }) => {
    const [from, to] = entitiesOf(decided);
    if (from === undefined || to === undefined || !from.startsWith('person/')) return [];
    const name = foldedNameOf(from);
    return surnames.some((surname) => name.includes(` ${surname}`)) ? [resolution.current(to).at] : [];
  });
  const metas = await readMentioned(table, [...new Set(ids)].slice(0, mostEquivalents));
  return metas.filter(({ names }) => names.some(({ name }) => hasName(name))).sort(compareByDocuments);
}

/** What of a name may be the surname, and what the given name or its beginning. Both are folded. */
interface NameReading {
  surname: string;
  given: string;
}

function isReadAs(name: string, readings: readonly NameReading[]): boolean {
  return readings.some(
    ({ surname, given }) => surnamesOf(name).includes(surname) && givenNameOf(name).startsWith(given),
  );
}

function surnamesAndGivens(typed: string): NameReading[] {
  const [before = '', after, ...more] = typed.split(',').map((part) => part.trim());
  if (after !== undefined) return fold(before) !== '' && more.length === 0 ? [readingOf(before, after)] : [];
  const [initial = '', ...surname] = initialAndSurname(before)?.split(' ') ?? [];
  if (surname.length > 0) return [{ surname: surname.join(' '), given: initial }];
  const words = before.split(/\s+/, mostWords + 1);
  if (words.length > mostWords) return [];
  // Either may come first: "Merkel Angela", and "Jinping Xi" for Xi Jinping.
  return Array.from(words.slice(1).keys(), (i) => [words.slice(0, i + 1), words.slice(i + 1)] as const)
    .map(([first, last]) => [first.join(' '), last.join(' ')] as const)
    .flatMap(([first, last]) => [readingOf(first, last), readingOf(last, first)]);
}

/** "J", "J.K.", "JK". */
const onlyInitials = /^(?:\p{Lu}\.?\s*){1,3}$/u;

/** Of several initials only the first counts: "Rowling, J.K." is also Joanne Rowling. */
function readingOf(surname: string, given: string): NameReading {
  const folded = fold(given);
  return { surname: fold(surname), given: onlyInitials.test(given) ? folded.charAt(0) : folded };
}

/**
 * Places and organisations that the authority has under exactly this name, or another name of the same
 * thing, as far as documents mention them. The most mentioned first.
 */
export async function findByOtherName(
  table: Table,
  authority: Authority,
  typed: string,
): Promise<EntityMeta[]> {
  const ids = authority
    .named(typed)
    .flatMap(({ id, type, name, aliases }) => [
      id,
      ...[name, ...aliases].map((each) => entityId(type, each)),
    ]);
  const known = [...new Set(ids.filter((id) => id !== undefined))].slice(0, mostEquivalents);
  return (await readMentioned(table, known)).sort(compareByDocuments);
}

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
  const ids = byDistance.slice(0, mostEquivalents).map(([id]) => id);
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

async function readMentioned(table: Table, ids: readonly string[]): Promise<EntityMeta[]> {
  const metas = ids.length === 0 ? [] : await readEntitiesById(table, ids);
  return metas.filter((meta) => meta !== undefined);
}
