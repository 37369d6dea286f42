/** Reads where names themselves stand: the rows of short names, and the postings that no link made. */
import type { ClosedDayRange } from '../dates/range.ts';
import { hasInitialOnly } from '../identity/shortNames.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { Item, Table } from '../ports/table.ts';
import { paginate, queryFirst } from '../protocol/paginate.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type Posting, posting } from '../records/entity.ts';
import { keys, shortNamePrefix } from '../records/keys.ts';
import { type NameInDocument, type ShortName, shortNamesIn } from '../records/shortName.ts';

/** Most names are in few documents, so that one query reads all their rows. */
const rowsOfMost = 16;

/**
 * The documents of these days in which the name itself stands, each once.
 *
 * @param most rows of each kind that are read
 */
export async function readPlaces(
  table: Pick<Table, 'query'>,
  id: string,
  days: ClosedDayRange,
  most: number,
): Promise<ShortName[]> {
  // A surname with an initial has a row for each of its documents.
  if (hasInitialOnly(id)) return readShortNameRows(table, id, days, most);
  const few = await readFewRows(table, id);
  if (few === undefined)
    return placesIn(
      await readShortNameRows(table, id, days, most),
      await readOwnPostings(table, id, days, most),
    );
  const newest = (kind: string): Item[] => {
    const { from, to } = rangeOf(kind, days);
    return few.filter(({ sk }) => sk >= from && sk <= to).slice(0, most);
  };
  return placesIn(shortNamesIn(newest(shortNamePrefix)), ownPostings(newest('DAY#')));
}

/** All rows of a name, or `undefined` if they are many. */
async function readFewRows(table: Pick<Table, 'query'>, id: string): Promise<Item[] | undefined> {
  const range = { from: 'DAY#', to: `${shortNamePrefix}~`, descending: true };
  const { pk } = keys.entity(id);
  const { items, next } = await table.query({ pk, ...range, limit: rowsOfMost, consistent: true });
  return next === undefined ? items : undefined;
}

/** A posting that no link put there. A decision may have, of a full name. */
type OwnPosting = NameInDocument & Pick<Posting, 'foreign' | 'unasked'>;

/**
 * Postings and rows of one name as its places. A document whose link is changing may have both. Where a
 * decision made another entity this one, the name itself does not stand, and nobody asks who is meant; nor do
 * they of one short name among very many.
 */
export function placesIn(rows: readonly ShortName[], own: readonly OwnPosting[]): ShortName[] {
  const linked = new Set(rows.map(({ doc }) => doc));
  return [...rows, ...own.filter(({ doc, foreign, unasked }) => !foreign && !unasked && !linked.has(doc))];
}

/** The short names under an id, with their documents, of at most `most` rows in these days. */
export async function readShortNameRows(
  table: Pick<Table, 'query'>,
  id: string,
  days: ClosedDayRange,
  most: number,
): Promise<ShortName[]> {
  return shortNamesIn(await readNewest(table, id, shortNamePrefix, days, most));
}

/** The postings of documents that name the entity themselves, the newest first. */
export async function readOwnPostings(
  table: Pick<Table, 'query'>,
  id: string,
  days: ClosedDayRange,
  most: number,
): Promise<OwnPosting[]> {
  return ownPostings(await readNewest(table, id, 'DAY#', days, most));
}

/** The same, read until there are enough of them. @param most of them, and of the rows that are read */
export async function readNewestOwn(
  table: Pick<Table, 'query'>,
  id: string,
  days: ClosedDayRange,
  most: { own: number; rows: number },
): Promise<OwnPosting[]> {
  const range = { ...rangeOf('DAY#', days), descending: true, consistent: true, limit: 2 * most.own };
  const query = { pk: keys.entity(id).pk, ...range };
  const found: OwnPosting[] = [];
  let rows = 0;
  for await (const row of paginate((cursor) => table.query({ ...query, ...omitUndefined({ cursor }) }))) {
    found.push(...ownPostings([row]));
    if (found.length === most.own || ++rows === most.rows) break;
  }
  return found;
}

/** The newest rows of an entity on these days, of one kind. */
function readNewest(
  table: Pick<Table, 'query'>,
  id: string,
  kind: string,
  days: ClosedDayRange,
  most: number,
): Promise<Item[]> {
  const range = { ...rangeOf(kind, days), descending: true };
  return queryFirst(table, { pk: keys.entity(id).pk, ...range, consistent: true }, most);
}

const rangeOf = (kind: string, { from, to }: ClosedDayRange) => ({
  from: `${kind}${from}#`,
  to: `${kind}${to}#~`,
});

/**
 * The postings among these rows that say what their documents name, as far as no link has a part in it: what
 * is evidence for a link must not depend on another one.
 */
export function ownPostings(rows: readonly Item[]): OwnPosting[] {
  return rows
    .filter(isLive)
    .map((row) => posting.parse(row))
    .filter(({ via, lent }) => via === undefined && lent !== 'row')
    .map(({ also, ...row }) => ({ ...row, ...(also && row.lent === undefined && { also }) }));
}

/** Each document once, the newest first. */
export function newestFirst(documents: readonly NameInDocument[]): NameInDocument[] {
  const each = new Map(documents.map((one) => [one.doc, one]));
  return [...each.values()].sort((a, b) =>
    a.day === b.day ? (a.doc < b.doc ? 1 : -1) : a.day < b.day ? 1 : -1,
  );
}
