/** The rows of one document: META, and one FROM row for each object that contains it. */
import * as z from 'zod';
import { undated } from '../dates/calendar.ts';
import { heldBack } from '../document/heldBack.ts';
import { type Content, content, provenance, publishedDay } from '../document/record.ts';
import { revision } from '../document/revision.ts';
import { namedEntity } from '../entities/annotation.ts';
import { decidedNames } from '../identity/decisions/identify.ts';
import type { RowReference } from '../ports/search.ts';
import type { Item, Key } from '../ports/table.ts';
import { isLive } from '../protocol/reconcile.ts';
import { searchDay } from '../search/searchDay.ts';
import { keys } from './keys.ts';
import { hasOwnRow } from './shortName.ts';

/**
 * A source of a document: an object that contains it, and its payload there. `sources.ts` says which wins.
 */
export const documentSource = provenance.extend({
  payload: z.string(),
  /** When the object's version was put, in milliseconds since 1970. */
  modified: z.number(),
  /** Which version of the document it is, if its provider says so. */
  revision: z.exactOptional(revision),
});
export type DocumentSource = z.infer<typeof documentSource>;

/** A document as a reading of a version keeps it: a source without what the version itself says. */
export const readDocument = documentSource
  .pick({
    part: true,
    format: true,
    charset: true,
    bytes: true,
    retrieved: true,
    payload: true,
    revision: true,
  })
  .extend({ doc: z.string() });

/** A payload and the model that annotated it: what the rows of a document are derived from. */
const basis = z.object({ payload: z.string(), model: z.string() });
export type Basis = z.infer<typeof basis>;

/** How many entities META lists; the annotation has all of them. */
export const mainEntities = 20;

export const documentMeta = z.object({
  doc: z.string(),
  token: z.number().int().positive(),
  /** The token of the last handler that finished (core/protocol/reconcile.ts). */
  settled: z.exactOptional(z.number().int()),
  /**
   * Bases whose postings may exist: added when a handler acquires the token, emptied when all rows are
   * written.
   */
  pending: z.array(basis),
  /**
   * The latest place in the log of changes that a handler took, in milliseconds since 1970. It is taken with
   * the token, so that a newer handler has a later one, whatever its clock says.
   */
  changed: z.exactOptional(z.number().int()),
  /** What the rows say. Without a basis the document is gone. The search row carries this `token`. */
  applied: z.exactOptional(z.object({ token: z.number().int(), basis: z.exactOptional(basis) })),
  /**
   * The surnames alone of the document, each with the entity that it is put to, or null. What a handler may
   * have written but not applied is in `linking`, as `day entity`.
   */
  links: z.exactOptional(z.record(z.string(), z.string().nullable())),
  linking: z.exactOptional(z.array(z.string())),
  /**
   * What people's decisions change in the document. What a handler may have written but not applied is in
   * `deciding`: `day entity` for a posting, `day entity hidden` for one that is hidden.
   */
  decided: z.exactOptional(decidedNames),
  deciding: z.exactOptional(z.array(z.string())),
  /**
   * The days under which the search table may have rows of the document, if there are others than that of
   * its day of publication, or if it is gone.
   */
  searchDays: z.exactOptional(z.array(z.string())),
  /** The fields below come from the winning source. */
  provenance: z.exactOptional(provenance),
  /** When that source was put: RFC 3339. */
  ingested: z.exactOptional(z.string()),
  content: z.exactOptional(
    content.pick({
      title: true,
      standfirst: true,
      published: true,
      modified: true,
      authors: true,
      byline: true,
    }),
  ),
  heldBack: z.exactOptional(heldBack),
  source: z.exactOptional(z.string()),
  language: z.exactOptional(z.string()),
  /** Where it was published; http or https. */
  url: z.exactOptional(z.string()),
  entities: z.exactOptional(z.array(namedEntity)),
  /** ISO 3166-1 codes of the countries that it names, and of its places and peoples. */
  countries: z.exactOptional(z.array(z.string())),
  counts: z.exactOptional(z.object({ characters: z.number(), entities: z.number(), mentions: z.number() })),
});
export type DocumentMeta = z.infer<typeof documentMeta>;

/** Whether rows of the one basis are rows of the other. */
export function isSameBasis(a: Basis, b: Basis): boolean {
  return a.payload === b.payload && a.model === b.model;
}

/** The day of a document's postings. */
export function postingDay({ published }: Pick<Content, 'published'>): string {
  return publishedDay(published) ?? undated;
}

/** What an element of `linking` or `deciding` says. */
export const madePosting = (element: string) =>
  element.split(' ') as [day: string, entity: string, kind?: 'hidden'];

/** A row that a document has once its META is applied, and whom its short name is put to, if anybody. */
export interface OwnNameRow {
  key: Key;
  to?: string;
}

/** Those that say where its short names stand, its main postings, and those that decisions hide. */
export function ownNameRows(meta: DocumentMeta): OwnNameRow[] {
  const { doc, links = {}, decided, deciding = [], entities = [], content } = meta;
  const day = postingDay(content ?? {});
  const short = Object.entries(links).map(([id, to]) => {
    const key = hasOwnRow(id, to, decided !== undefined) ? keys.shortName : keys.posting;
    return { key: key(id, day, doc), ...(to !== null && { to }) };
  });
  const main = entities.map(({ id }) => ({ key: keys.posting(id, day, doc) }));
  const hidden = deciding
    .map(madePosting)
    .filter(([, , kind]) => kind === 'hidden')
    .map(([on, id]) => ({ key: keys.hiddenPosting(id, on, doc) }));
  return [...short, ...main, ...hidden];
}

/** Whether the table has this row, as META says. */
export function isThere({ to }: OwnNameRow, row: Item | undefined): boolean {
  return row !== undefined && isLive(row) && row.to === to;
}

/** Whether META already refers to this payload and model. */
export function refersTo({ pending, applied }: DocumentMeta, basis: Basis): boolean {
  return [...pending, applied?.basis].some((each) => each !== undefined && isSameBasis(each, basis));
}

/** Whether META says of its source what this source says. */
export function isStoredFrom(meta: DocumentMeta | undefined, source: DocumentSource): boolean {
  const textOf = (fields: unknown) => JSON.stringify(provenance.parse(fields)); // parsing puts them in order
  return (
    meta?.provenance !== undefined &&
    textOf(meta.provenance) === textOf(source) &&
    // Without versioning, all versions are called `null`.
    meta.ingested === new Date(source.modified).toISOString()
  );
}

/** The days under which the search table may have rows of the document. */
export function searchDaysOf({ searchDays, content }: DocumentMeta): string[] {
  return searchDays ?? (content === undefined ? [] : [searchDay(publishedDay(content.published) ?? '')]);
}

/** Where to look for the document's search row. */
export function searchRowOf(meta: DocumentMeta): RowReference {
  const days = searchDaysOf(meta);
  return { id: meta.doc, ...(days.length > 0 && { days }) };
}

/**
 * A change of a document, for `/changes`. It is written before `applied`, so it may be there twice; the last
 * one of a document, by time, is true. `retyped`: the same text has other names or types, by another model,
 * by new evidence or by a decision.
 */
export const documentChange = z.object({
  doc: z.string(),
  time: z.string(),
  reason: z.enum(['created', 'revised', 'removed', 'retyped']),
  title: z.string(),
});
export type DocumentChange = z.infer<typeof documentChange>;
