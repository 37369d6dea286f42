/** Reads, from the alias rows, the ids of people by their surname; lone surnames are left out. */
import { isLongEnough } from '../../entities/variants/slips.ts';
import { beginningOfSlips, mayMisspell } from '../../identity/inflectedNames.ts';
import { isSurnameAlone } from '../../identity/shortNames.ts';
import type { Item, Table } from '../../ports/table.ts';
import { queryFirst } from '../../protocol/paginate.ts';
import { aliasPartition } from '../../records/keys.ts';

/** Full names whose documents are read; of more, the first in the order of the alphabet. */
const maxRead = 200;
/** Aliases that are read; some may be tombstones, or surnames alone. */
const maxAliases = 2 * maxRead;
/** Aliases between the bases of an inflected name, or beside a misspelt one, that are read. */
const maxNear = 200;

/**
 * The names with this surname.
 * @param surname folded; a double surname is one
 * @param initial with which the given name begins; may be empty
 */
export async function readNamesWithSurname(
  table: Table,
  surname: string,
  initial: string,
): Promise<string[]> {
  const prefix = `${surname}#person/${initial}`;
  const query = { pk: aliasPartition(surname), prefix, consistent: true };
  return fullNamesIn(await queryFirst(table, query, maxAliases));
}

/**
 * The names with one of these surnames. All that one form may come from begin alike, so their aliases lie
 * together, and one query reads them.
 * @param surnames folded and sorted
 */
export async function readNamesWithSurnames(table: Table, surnames: readonly string[]): Promise<string[]> {
  const [first, last] = [surnames[0], surnames.at(-1)];
  if (first === undefined) return [];
  const query = { pk: aliasPartition(first), from: `${first}#`, to: `${last}#~`, consistent: true };
  return fullNamesIn(await queryFirst(table, query, maxNear), (folded) => surnames.includes(folded));
}

/** The names whose surname this one, folded, may misspell, as far as both begin alike. */
export async function readNamesWithSlips(table: Table, surname: string): Promise<string[]> {
  if (!isLongEnough(surname)) return [];
  const beginning = beginningOfSlips(surname);
  const range = { from: beginning, to: `${beginning}~`, consistent: true };
  const rows = await queryFirst(table, { pk: aliasPartition(beginning), ...range }, maxNear);
  return fullNamesIn(rows, (folded) => mayMisspell(surname, folded));
}

/** The ids of people among these rows whose names have more than a surname. Tombstones have no id. */
function fullNamesIn(rows: readonly Item[], isWanted = (_folded: string) => true): string[] {
  const wanted = rows.filter(({ folded }) => isWanted(String(folded)));
  const ids = wanted.map(({ entity }) => String(entity));
  return ids.filter((id) => id.startsWith('person/') && !isSurnameAlone(id)).slice(0, maxRead);
}
