/**
 * Reads documents. Lists find candidates in an index or among an entity's postings, and each document's META
 * decides whether the candidate is shown, so that neither a late index nor a leftover posting shows a removed
 * document.
 */
import * as z from 'zod';
import { type DateRange, publishedWithin, timeWithin } from '../dates/range.ts';
import { placeAt, standsAt } from '../document/listPosition.ts';
import type { Item, Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { documentMeta, postingDay } from '../records/document.ts';
import { keys } from '../records/keys.ts';
import { type PositionedRow, take } from '../records/sortedRows.ts';
import { rarestFirst, readCandidates } from './documentCandidates.ts';

/** The META of a stored document, which has all of these fields. */
const storedDocument = documentMeta
  .required({
    provenance: true,
    ingested: true,
    content: true,
    source: true,
    language: true,
    entities: true,
    counts: true,
  })
  .extend({ applied: z.object({ token: z.number().int(), basis: documentMeta.shape.pending.element }) });
export type StoredDocument = z.infer<typeof storedDocument>;

/** A position in a list of documents (`listPosition`), or among an entity's postings. */
export const documentPosition = z.string().regex(/^\d{4}-\d{2}-\d{2}(?:@[-+:.TZ\d]{24,27})?#[0-9a-f]{32}$/);

export interface DocumentFilter {
  /**
   * A document must mention one id of each of these lists; a list has the ids of one identity
   * (`identity.ts`).
   */
  entities: readonly (readonly string[])[];
  /** The first entity must have a title of this field before its name. */
  role?: string | undefined;
  source?: string | undefined;
  /** A language tag; the document's tag may be more specific (`en` finds `en-GB`). */
  language?: string | undefined;
  /** ISO 3166-1 code of a country that the document names, or a place or a people of it. */
  country?: string | undefined;
  published: DateRange;
  ingested: DateRange;
}

export interface DocumentPage {
  documents: StoredDocument[];
  /** The position after which the next page begins; absent at the end of the list. */
  next?: string;
  /** If the page ended before it was full: how many candidates were checked. */
  gaveUpAfter?: number;
}

/** Most candidates checked for one page. Only filters that no index answers come close. */
const maxCandidates = 400;
const candidatesPerCheck = 100;

/** Reads a document; `undefined` if it is not stored, or no longer. */
export async function readDocument(
  table: Table,
  doc: string,
  options?: { consistent: boolean },
): Promise<StoredDocument | undefined> {
  return parseStored(await table.get(keys.document(doc), options));
}

/** Reads documents in the order of the ids. */
export async function readDocumentsById(
  table: Table,
  docs: readonly string[],
): Promise<(StoredDocument | undefined)[]> {
  return (await table.batchGet(docs.map(keys.document))).map(parseStored);
}

function parseStored(row: Item | undefined): StoredDocument | undefined {
  if (row === undefined) return undefined;
  const { applied } = documentMeta.pick({ applied: true }).parse(row);
  return applied?.basis === undefined ? undefined : storedDocument.parse(row);
}

/**
 * Lists the documents that match a filter, newest first and undated last: all documents and those of a source
 * by time, those of an entity by day and within it by id.
 *
 * @param page `after` is the position after which the page begins
 */
export async function readDocuments(
  table: Table,
  filter: DocumentFilter,
  page: { after?: string | undefined; limit: number },
): Promise<DocumentPage> {
  // A role applies to the first entity, so its postings have to be walked.
  const [walked, ...others] =
    filter.role === undefined ? await rarestFirst(table, filter.entities) : filter.entities;
  const selective = isSelective(filter, walked, others);
  const pageSize = selective ? Math.max(page.limit + 2, 25) : page.limit + 2;
  const candidates = readCandidates(table, filter, walked, page.after, pageSize);
  const documents: StoredDocument[] = [];
  let checked = 0;
  let last: string | undefined;
  let shown: string | undefined;
  while (documents.length < page.limit) {
    const chunk = await take(candidates, selective ? candidatesPerCheck : page.limit - documents.length);
    if (chunk.length === 0) return { documents };
    const matches = await matchCandidates(table, filter, others, chunk);
    for (const [i, candidate] of chunk.entries()) {
      const document = matches[i];
      // A document with two ids of the walked identity, now or earlier, is a candidate twice.
      if (document !== undefined && candidate.position !== shown) documents.push(document);
      if (document !== undefined) shown = candidate.position;
      checked++;
      last = candidate.position;
      if (documents.length === page.limit) {
        const more = i + 1 < chunk.length || !(await candidates.next()).done;
        return more ? { documents, next: last } : { documents };
      }
    }
    if (checked >= maxCandidates && last !== undefined)
      return { documents, next: last, gaveUpAfter: checked };
  }
  return { documents };
}

/** Those of the documents that match a filter, in their order. */
export async function matchDocuments(
  table: Table,
  filter: DocumentFilter,
  documents: readonly StoredDocument[],
): Promise<StoredDocument[]> {
  const candidates = documents.map(({ doc, content }) => ({
    position: `${postingDay(content)}#${doc}`,
    row: {} as Item,
  }));
  const matches = await matchCandidates(table, filter, filter.entities, candidates);
  return matches.filter((each) => each !== undefined);
}

/** Whether the filter excludes candidates of the walked list. */
function isSelective(
  filter: DocumentFilter,
  walked: readonly string[] | undefined,
  others: DocumentFilter['entities'],
): boolean {
  const { source, language, country, published, ingested } = filter;
  const byMoment = [published.from, published.to].some((end) => end?.moment !== undefined);
  const bySource = source !== undefined && walked !== undefined;
  return (
    others.length > 0 ||
    filter.role !== undefined ||
    language !== undefined ||
    country !== undefined ||
    bySource ||
    byMoment ||
    (ingested.from ?? ingested.to) !== undefined
  );
}

/** The documents of the candidates that match the filter, each at its candidate's index. */
async function matchCandidates(
  table: Table,
  filter: DocumentFilter,
  others: DocumentFilter['entities'],
  chunk: readonly PositionedRow[],
): Promise<(StoredDocument | undefined)[]> {
  const { role, source } = filter;
  const rowMatches = (row: Item) =>
    (source === undefined || row.source === undefined || row.source === source) &&
    (role === undefined || row.role === role);
  const plausible = chunk.filter(({ row }) => isLive(row) && rowMatches(row));
  const complete = await mentioningAll(table, others, plausible);
  const rows = await table.batchGet(complete.map(({ position }) => keys.document(placeAt(position).doc)));
  const found = new Map<string, StoredDocument>();
  for (const [i, { position }] of complete.entries()) {
    const row = rows[i];
    // The index may be late, and a posting obsolete: META has the document's current position.
    const document = row && standsAt(String(row.listSk), position) ? parseStored(row) : undefined;
    if (document !== undefined && documentMatches(document, filter)) found.set(position, document);
  }
  return chunk.map(({ position }) => found.get(position));
}

/** The candidates that have postings of all the other entities too. */
async function mentioningAll(
  table: Table,
  others: DocumentFilter['entities'],
  candidates: readonly PositionedRow[],
): Promise<PositionedRow[]> {
  if (others.length === 0) return [...candidates];
  const ids = others.flat();
  const rows = await table.batchGet(
    candidates.flatMap(({ position }) => {
      const { day, doc } = placeAt(position);
      return ids.map((entity) => keys.posting(entity, day, doc));
    }),
  );
  return candidates.filter((_, i) => {
    const mentioned = new Set(ids.filter((__, n) => isLivePosting(rows[i * ids.length + n])));
    return others.every((members) => members.some((id) => mentioned.has(id)));
  });
}

function isLivePosting(row: Item | undefined): boolean {
  return row !== undefined && isLive(row);
}

function documentMatches(
  document: StoredDocument,
  { source, language, country, published, ingested }: DocumentFilter,
): boolean {
  return (
    (source === undefined || document.source === source) &&
    (language === undefined || languageMatches(document.language, language)) &&
    (country === undefined || document.countries?.includes(country) === true) &&
    publishedWithin(document.content.published, published) &&
    timeWithin(document.ingested, ingested)
  );
}

/** Basic filtering of language tags (RFC 4647, section 3.3.1). */
function languageMatches(tag: string, range: string): boolean {
  const [a, b] = [tag.toLowerCase(), range.toLowerCase()];
  return a === b || a.startsWith(`${b}-`);
}
