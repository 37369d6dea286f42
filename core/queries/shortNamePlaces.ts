/** Reads where names themselves stand: the rows of short names, and the postings that no link made. */
import type { ClosedDayRange } from '../dates/range.ts';
import { flatMapInTurns } from '../giveWay.ts';
import { isShortName } from '../identity/askedNames.ts';
import { hasInitialOnly } from '../identity/shortNames.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { Item, Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type Posting, posting } from '../records/entity.ts';
import { keys, shortNamePrefix } from '../records/keys.ts';
import { type NameInDocument, type ShortName, shortNamesIn } from '../records/shortName.ts';

/** Most names are in few documents, so that one query reads all their rows. */
const rowsOfMost = 16;

/**
 * So many rows are read for those that count. Most names have enough among the first few; somebody whom
 * documents name by the surname alone, day after day, has his own far behind postings by links.
 */
const maxRows = 4000;

/**
 * The documents of these days in which the name itself stands, each once.
 *
 * @param most of each kind
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
      await readOwnPostings(table, id, days, most, isPlace),
    );
  const ofKind = (kind: string): Item[] => {
    const { from, to } = rangeOf(kind, days);
    return few.filter(({ sk }) => sk >= from && sk <= to);
  };
  const own = ownPostings(ofKind('DAY#')).filter(isPlace).slice(0, most);
  return placesIn(shortNamesIn(ofKind(shortNamePrefix)).slice(0, most), own);
}

/** The documents among the rows of an entity in which it is a short name that may be put to another. */
export async function placesAmong(id: string, rows: readonly Item[]): Promise<ShortName[]> {
  const ofKind = (kind: string) => rows.filter(({ sk }) => sk.startsWith(kind));
  const own = await flatMapInTurns(ofKind('DAY#'), ownPostings);
  // Where decisions made the posting, a row of its own, perhaps in another part, says what the document does.
  const asked = own.filter(({ form, by }) => by === undefined && isShortName({ id, name: form }));
  return placesIn(shortNamesIn(ofKind(shortNamePrefix)), asked);
}

/** All rows of a name, or `undefined` if they are many. */
async function readFewRows(table: Pick<Table, 'query'>, id: string): Promise<Item[] | undefined> {
  const range = { from: 'DAY#', to: `${shortNamePrefix}~`, descending: true };
  const { pk } = keys.entity(id);
  const { items, next } = await table.query({ pk, ...range, limit: rowsOfMost, consistent: true });
  return next === undefined ? items : undefined;
}

/** A posting that no link put there. A decision may have, of a full name. */
type OwnPosting = NameInDocument & Pick<Posting, 'foreign' | 'unasked' | 'by'>;

/** Postings and rows of one name as its places. A document whose link is changing may have both. */
export function placesIn(rows: readonly ShortName[], own: readonly OwnPosting[]): ShortName[] {
  const linked = new Set(rows.map(({ doc }) => doc));
  return [...rows, ...own.filter((posting) => isPlace(posting) && !linked.has(posting.doc))];
}

/**
 * Whether the name itself stands in the posting's document. Where a decision made another entity this one, it
 * does not, and nobody asks who is meant; nor do they of one short name among very many.
 */
const isPlace = ({ foreign, unasked }: OwnPosting): boolean => !foreign && !unasked;

/** The short names under an id, with their documents, of at most `most` rows in these days. */
export async function readShortNameRows(
  table: Pick<Table, 'query'>,
  id: string,
  days: ClosedDayRange,
  most: number,
): Promise<ShortName[]> {
  return readNewest(table, newestOf(id, shortNamePrefix, days), most, shortNamesIn);
}

/**
 * The newest postings of documents that name the entity themselves, at most `most`. Those that links put
 * there, and tombstones, are passed over.
 */
export async function readOwnPostings(
  table: Pick<Table, 'query'>,
  id: string,
  days: ClosedDayRange,
  most: number,
  isWanted = (_: OwnPosting) => true,
): Promise<OwnPosting[]> {
  const wanted = (rows: readonly Item[]) => ownPostings(rows).filter(isWanted);
  return readNewest(table, newestOf(id, 'DAY#', days), most, wanted);
}

/**
 * The newest of these rows that count, as far as they are among the first few thousand. Each further page has
 * three times as many rows as were read before.
 */
async function readNewest<T>(
  table: Pick<Table, 'query'>,
  query: ReturnType<typeof newestOf>,
  most: number,
  counting: (rows: readonly Item[]) => T[],
): Promise<T[]> {
  const found: T[] = [];
  let rows = 0;
  let cursor: string | undefined;
  do {
    const limit = rows === 0 ? most + Math.min(most, 40) : Math.min(3 * rows, maxRows - rows);
    const page = await table.query({ ...query, limit, ...omitUndefined({ cursor }) });
    found.push(...counting(page.items));
    rows += page.items.length;
    cursor = page.next;
  } while (cursor !== undefined && found.length < most && rows < maxRows);
  return found.slice(0, most);
}

/** The query for an entity's rows of one kind on these days, the newest first. */
const newestOf = (id: string, kind: string, days: ClosedDayRange) => ({
  pk: keys.entity(id).pk,
  ...rangeOf(kind, days),
  descending: true,
  consistent: true,
});

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
export function newestFirst<D extends NameInDocument>(documents: readonly D[]): D[] {
  const each = new Map(documents.map((one) => [one.doc, one]));
  return [...each.values()].sort((a, b) =>
    a.day === b.day ? (a.doc < b.doc ? 1 : -1) : a.day < b.day ? 1 : -1,
  );
}
