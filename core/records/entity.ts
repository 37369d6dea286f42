/** The rows of one entity: a posting per document, a tally per month, META, and its aliases. */
import * as z from 'zod';
import { entityTypes } from '../entities/annotation.ts';
import { roles } from '../entities/data/roles.ts';
import type { Item } from '../ports/table.ts';

/** An entity in one document, as that document alone describes it. */
export const posting = z.object({
  doc: z.string(),
  day: z.string(),
  token: z.number().int(),
  title: z.string(),
  source: z.string(),
  /** The entity's canonical form in this document. */
  form: z.string(),
  /** Its other forms in this document: short forms and acronyms. */
  also: z.exactOptional(z.array(z.string())),
  /** The field in which its title there puts it. */
  role: z.exactOptional(z.enum(roles)),
  mentions: z.number().int(),
  /** The document's other main entities. */
  others: z.array(z.string()),
});
export type Posting = z.infer<typeof posting>;

/**
 * One day of an entity: its postings, counted. Stored in the month's item as `d01` … `d31` (`d00`: undated).
 */
export const dayTally = z.object({
  token: z.number().int(),
  documents: z.number().int(),
  mentions: z.number().int(),
  /** Canonical forms, with the number of documents that have each. */
  forms: z.record(z.string(), z.number().int()),
  /** The same for other forms and for roles. */
  also: z.record(z.string(), z.number().int()).default({}),
  roles: z.record(z.string(), z.number().int()).default({}),
  /**
   * When the count of a busy day began (milliseconds since 1970): it covers all messages sent before that.
   */
  counted: z.exactOptional(z.number()),
});
export type DayTally = z.infer<typeof dayTally>;

/** The days in a month's item, in order. */
export function daysOf(month: Item): [day: string, tally: DayTally][] {
  const name = month.sk.slice('TALLY#'.length);
  return Object.entries(month)
    .filter(([field]) => /^d\d\d$/.test(field))
    .map(([field, value]): [string, DayTally] => [`${name}-${field.slice(1)}`, dayTally.parse(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * A form of a name, the number of documents with it, and its first day (absent if all of them are undated).
 */
export const nameForm = z.object({
  name: z.string(),
  documents: z.number().int(),
  first: z.exactOptional(z.string()),
});
export type NameForm = z.infer<typeof nameForm>;

export const entityMeta = z.object({
  entity: z.string(),
  type: z.enum(entityTypes),
  token: z.number().int().positive(),
  /** The commonest form; of equally common ones, the first in order of their letters. */
  name: z.string(),
  documents: z.number().int(),
  mentions: z.number().int(),
  /** First and last day; absent if all documents are undated. */
  first: z.exactOptional(z.string()),
  last: z.exactOptional(z.string()),
  /** Folded forms that may have an alias row: those wanted now, and obsolete ones until they are buried. */
  aliases: z.array(z.string()),
  /** All its forms: full names before short ones, the commonest first. */
  names: z.array(nameForm).default([]),
  /** The fields in which its titles put it, with the number of documents. */
  roles: z.record(z.string(), z.number().int()).default({}),
  /**
   * The token of the last handler that finished (core/protocol/reconcile.ts), with all alias rows written.
   */
  settled: z.exactOptional(z.number().int()),
});
export type EntityMeta = z.infer<typeof entityMeta>;

/** The META of an entity that some document mentions; `undefined` for all others. */
export function mentionedEntity(row: Item | undefined): EntityMeta | undefined {
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  return meta === undefined || meta.documents === 0 ? undefined : meta;
}

export const alias = z.object({ entity: z.string(), token: z.number().int(), folded: z.string() });
export type Alias = z.infer<typeof alias>;
