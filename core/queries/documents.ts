/**
 * Reading documents. A document is shown only as its META says: lists find candidates in an index or among an entity's postings, and META
 * decides, so that neither a late index nor a leftover posting shows a ghost.
 */
import * as z from 'zod';
import { type DateRange, listedDays, publishedWithin, timeWithin } from '../dates/range.ts';
import type { Item, Table } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { documentMeta } from '../records/document.ts';
import { entityMeta } from '../records/entity.ts';
import { keys, listPartition, shards, sourcePartition } from '../records/keys.ts';
import {
  highestFirst,
  mergeSorted,
  type PositionedRow,
  readDescending,
  take,
} from '../records/sortedRows.ts';

/** META of a document that is there: all of its fields are. */
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

/** Where a document stands in lists: `day#docId`. */
export const documentPosition = z.string().regex(/^\d{4}-\d{2}-\d{2}#[0-9a-f]{32}$/);

export interface DocumentFilter {
  /** Of each of these, one id is in it: the ids of one identity (readIdentity.ts). */
  entities: readonly (readonly string[])[];
  /** A title before the name of the first entity puts it in this field. */
  role?: string | undefined;
  source?: string | undefined;
  /** A tag; a document's tag may say more (`en` finds `en-GB`). */
  language?: string | undefined;
  published: DateRange;
  ingested: DateRange;
}

export interface DocumentPage {
  documents: StoredDocument[];
  /** The position after which the next page begins; absent where all was seen. */
  next?: string;
  /** How many candidates were looked at, where the page was given up before it was full. */
  gaveUpAfter?: number;
}

/** Candidates looked at for one page, at most. Only filters that no index serves come near it. */
const candidates = 400;
const lookedAtOnce = 100;

/** `undefined` where there is none, or is no more. */
export async function readDocument(
  table: Table,
  doc: string,
  options?: { consistent: boolean },
): Promise<StoredDocument | undefined> {
  return shown(await table.get(keys.document(doc), options));
}

/** In the order of the ids. */
export async function readDocumentsById(
  table: Table,
  docs: readonly string[],
): Promise<(StoredDocument | undefined)[]> {
  return (await table.batchGet(docs.map(keys.document))).map(shown);
}

function shown(row: Item | undefined): StoredDocument | undefined {
  if (row === undefined) return undefined;
  const { applied } = documentMeta.pick({ applied: true }).parse(row);
  return applied?.basis === undefined ? undefined : storedDocument.parse(row);
}

/** Documents that pass the filter, the newest first and the undated last. `after` is a position in that order. */
export async function readDocuments(
  table: Table,
  filter: DocumentFilter,
  page: { after?: string | undefined; limit: number },
): Promise<DocumentPage> {
  const [walked, ...others] =
    filter.role === undefined ? await rarestFirst(table, filter.entities) : filter.entities;
  const choosy = isChoosy(filter, walked, others);
  const stream = candidatesOf(
    table,
    filter,
    walked,
    page.after,
    choosy ? Math.max(page.limit + 2, 25) : page.limit + 2,
  );
  const documents: StoredDocument[] = [];
  let seen = 0;
  let last: string | undefined;
  while (documents.length < page.limit) {
    const chunk = await take(stream, choosy ? lookedAtOnce : page.limit - documents.length);
    if (chunk.length === 0) return { documents };
    const fitting = await look(table, filter, others, chunk);
    for (const [i, candidate] of chunk.entries()) {
      const document = fitting[i];
      if (document !== undefined) documents.push(document);
      seen++;
      last = candidate.position;
      if (documents.length === page.limit) {
        const more = i + 1 < chunk.length || !(await stream.next()).done;
        return more ? { documents, next: last } : { documents };
      }
    }
    if (seen >= candidates && last !== undefined) return { documents, next: last, gaveUpAfter: seen };
  }
  return { documents };
}

/** Is there a filter that the walked list does not answer by itself? */
function isChoosy(
  filter: DocumentFilter,
  walked: readonly string[] | undefined,
  others: DocumentFilter['entities'],
): boolean {
  const { source, language, published, ingested } = filter;
  const byMoment = [published.from, published.to].some((end) => end?.moment !== undefined);
  const bySource = source !== undefined && walked !== undefined;
  return (
    others.length > 0 ||
    filter.role !== undefined ||
    language !== undefined ||
    bySource ||
    byMoment ||
    (ingested.from ?? ingested.to) !== undefined
  );
}

/** With several entities, the postings of the rarest are walked, and the others looked up for each. */
async function rarestFirst(
  table: Table,
  entities: DocumentFilter['entities'],
): Promise<(readonly string[])[]> {
  const unique = [...new Map(entities.map((members) => [members.join(' '), members])).values()];
  if (unique.length < 2) return unique;
  const ids = [...new Set(unique.flat())];
  const rows = await table.batchGet(ids.map(keys.entity));
  const documents = new Map(
    ids.map((id, i) => [id, rows[i] === undefined ? 0 : entityMeta.parse(rows[i]).documents]),
  );
  const sum = (members: readonly string[]) =>
    members.reduce((total, id) => total + (documents.get(id) ?? 0), 0);
  return unique.sort((a, b) => sum(a) - sum(b) || (a.join(' ') < b.join(' ') ? -1 : 1));
}

/** What may fit, in order. Positions are `day#docId` whatever list is walked. */
async function* candidatesOf(
  table: Table,
  filter: DocumentFilter,
  walked: readonly string[] | undefined,
  after: string | undefined,
  limit: number,
): AsyncGenerator<PositionedRow, void> {
  const days = listedDays(filter.published);
  const dated = days.from !== undefined || days.to !== undefined;
  const from = `${days.from ?? (dated ? '0001-01-01' : '0000-00-00')}#`;
  const to = after ?? `${days.to ?? '9999-12-31'}#~`;
  if (from > to) return; // a range that ends before it begins has nothing in it
  if (walked !== undefined) {
    const query = { from: `DAY#${from}`, to: `DAY#${to}`, limit };
    const streams = walked.map((id) =>
      readDescending(table, { ...query, pk: keys.entity(id).pk }, after && `DAY#${after}`),
    );
    for await (const { position, row } of mergeSorted(streams, highestFirst))
      yield { position: position.slice('DAY#'.length), row };
  } else if (filter.source !== undefined) {
    yield* readDescending(
      table,
      { index: 'source', pk: sourcePartition(filter.source), from, to, limit },
      after,
    );
  } else {
    const query = { index: 'list', from, to, limit } as const;
    yield* mergeSorted(
      shards.map((shard) => readDescending(table, { ...query, pk: listPartition(shard) }, after)),
      highestFirst,
    );
  }
}

/** The documents of those candidates that fit, each in its candidate's place. */
async function look(
  table: Table,
  filter: DocumentFilter,
  others: DocumentFilter['entities'],
  chunk: readonly PositionedRow[],
): Promise<(StoredDocument | undefined)[]> {
  const { role, source } = filter;
  const fitting = (row: Item) =>
    (source === undefined || row.source === undefined || row.source === source) &&
    (role === undefined || row.role === role);
  const worth = chunk.filter(({ row }) => isLive(row) && fitting(row));
  const together = await havingAll(table, others, worth);
  const rows = await table.batchGet(together.map(({ position }) => keys.document(documentAt(position))));
  const found = new Map<string, StoredDocument>();
  for (const [i, { position }] of together.entries()) {
    const row = rows[i];
    // The index may be late, a posting may be on its way out: META says where the document stands now.
    const document = row?.listSk === position ? shown(row) : undefined;
    if (document !== undefined && fits(document, filter)) found.set(position, document);
  }
  return chunk.map(({ position }) => found.get(position));
}

const documentAt = (position: string): string => position.slice(position.indexOf('#') + 1);

/** Those of the candidates that have postings of all the other entities too. */
async function havingAll(
  table: Table,
  others: DocumentFilter['entities'],
  candidates: readonly PositionedRow[],
): Promise<PositionedRow[]> {
  if (others.length === 0) return [...candidates];
  const wanted = candidates.flatMap(({ position }) => {
    const [day = '', doc = ''] = position.split('#');
    return others.flat().map((entity) => keys.posting(entity, day, doc));
  });
  const rows = await table.batchGet(wanted);
  const ids = others.flat();
  return candidates.filter((_, i) => {
    const there = new Set(ids.filter((__, n) => isThere(rows[i * ids.length + n])));
    return others.every((members) => members.some((id) => there.has(id)));
  });
}

function isThere(row: Item | undefined): boolean {
  return row !== undefined && isLive(row);
}

function fits(document: StoredDocument, { source, language, published, ingested }: DocumentFilter): boolean {
  return (
    (source === undefined || document.source === source) &&
    (language === undefined || speaks(document.language, language)) &&
    publishedWithin(document.content.published, published) &&
    timeWithin(document.ingested, ingested)
  );
}

/** RFC 4647, basic filtering. */
function speaks(tag: string, range: string): boolean {
  const [a, b] = [tag.toLowerCase(), range.toLowerCase()];
  return a === b || a.startsWith(`${b}-`);
}
