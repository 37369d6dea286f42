/**
 * Finds entities by names as people type them: "Merkel, Angela", "A. Merkel", "Köln" where the archive has
 * Cologne. Reads a bounded number of rows.
 */
import type { Authority } from '../../entities/authority/authority.ts';
import { givenNameOf, initialAndSurname, surnamesOf, titlesLength } from '../../entities/personName.ts';
import { entityId, fold, foldedNameOf } from '../../entities/slug.ts';
import { beginningsOf } from '../../entities/variants/beginnings.ts';
import { entitiesOf } from '../../identity/decisions/decision.ts';
import type { Table } from '../../ports/table.ts';
import type { EntityMeta } from '../../records/entity.ts';
import { cachedAliasLookup } from '../aliasLookup.ts';
import { compareByDocuments } from '../coMentions.ts';
import { readResolution } from '../decisions.ts';
import { beginSo, readMentioned } from '../entities.ts';

/** Ids under which the archive may have what the authority has under a name. */
const mostEquivalents = 100;
/** Words of a name without a comma, whose first ones may be the surname. */
const mostWords = 4;

/**
 * People by surname and given name, or the beginning of it: "Merkel, Angela", "Merkel Angela", "Merkel, A.",
 * "A. Merkel"; and behind titles, which no name of a person has: "Lady Gaga". The most mentioned first; none
 * for a name of another form.
 */
export async function findPeopleTyped(table: Table, typed: string): Promise<EntityMeta[]> {
  const readings = surnamesAndGivens(typed);
  const untitled = untitledOf(typed);
  const looked = await Promise.all(
    [...readings.map(({ surname }) => surname), ...untitled].map((name) =>
      cachedAliasLookup(table)(name, 'person'),
    ),
  );
  const metas = await readMentioned(table, [...new Set(looked.flatMap(({ ids }) => ids))]);
  return metas
    .filter(
      ({ names, aliases }) =>
        untitled.some((name) => aliases.includes(name)) || names.some(({ name }) => isReadAs(name, readings)),
    )
    .sort(compareByDocuments);
}

/** What stands behind the titles that a name begins with, folded; none for a name without titles. */
function untitledOf(typed: string): string[] {
  const words = typed
    .trim()
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const length = titlesLength(words);
  return length === 0 ? [] : [fold(words.slice(length).join(' '))].filter(Boolean);
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

/** What of a name may be the surname, and how the given name begins. All are folded. */
interface NameReading {
  surname: string;
  givens: readonly string[];
}

function isReadAs(name: string, readings: readonly NameReading[]): boolean {
  return readings.some(
    ({ surname, givens }) => surnamesOf(name).includes(surname) && beginSo([givenNameOf(name)], givens),
  );
}

function surnamesAndGivens(typed: string): NameReading[] {
  const [before = '', after, ...more] = typed.split(',').map((part) => part.trim());
  if (after !== undefined) return fold(before) !== '' && more.length === 0 ? [readingOf(before, after)] : [];
  const [initial = '', ...surname] = initialAndSurname(before)?.split(' ') ?? [];
  if (surname.length > 0) return [{ surname: surname.join(' '), givens: [initial] }];
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
  const givens = onlyInitials.test(given) ? [fold(given).charAt(0)] : beginningsOf(given);
  return { surname: fold(surname), givens };
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
