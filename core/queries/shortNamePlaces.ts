/** Reads where names themselves stand: the rows of short names, and the postings that no link made. */
import type { ClosedDayRange } from '../dates/range.ts';
import { hasInitialOnly } from '../identity/shortNames.ts';
import type { Item, Table } from '../ports/table.ts';
import { queryFirst } from '../protocol/paginate.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type Posting, posting } from '../records/entity.ts';
import { keys, shortNamePrefix } from '../records/keys.ts';
import { type NameInDocument, type ShortName, shortNamesIn } from '../records/shortName.ts';

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
  const rows = await readShortNameRows(table, id, days, most);
  // A surname with an initial has a row for each of its documents.
  if (hasInitialOnly(id)) return rows;
  return placesIn(rows, await readOwnPostings(table, id, days, most));
}

/** A posting that no link put there. A decision may have, of a full name. */
type OwnPosting = NameInDocument & Pick<Posting, 'foreign'>;

/**
 * Postings and rows of one name as its places. A document whose link is changing may have both. Where a
 * decision made another entity this one, the name itself does not stand, and nobody asks who is meant.
 */
export function placesIn(rows: readonly ShortName[], own: readonly OwnPosting[]): ShortName[] {
  const linked = new Set(rows.map(({ doc }) => doc));
  return [...rows, ...own.filter(({ doc, foreign }) => !foreign && !linked.has(doc))];
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

/** The newest rows of an entity on these days, of one kind. */
function readNewest(
  table: Pick<Table, 'query'>,
  id: string,
  kind: string,
  { from, to }: ClosedDayRange,
  most: number,
): Promise<Item[]> {
  const range = { from: `${kind}${from}#`, to: `${kind}${to}#~`, descending: true };
  return queryFirst(table, { pk: keys.entity(id).pk, ...range, consistent: true }, most);
}

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
