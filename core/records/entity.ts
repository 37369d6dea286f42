/** The rows of one entity: a posting per document, a tally per month, and META with its aliases. */
import * as z from 'zod';
import { entityTypes } from '../entities/annotation.ts';
import type { Item } from '../ports.ts';

/** An entity in a document. It freezes what the document itself says. */
export const posting = z.object({
  doc: z.string(),
  day: z.string(),
  token: z.number().int(),
  title: z.string(),
  source: z.string(),
  /** The entity's canonical form in this document. */
  form: z.string(),
  mentions: z.number().int(),
  /** The document's other main entities. */
  others: z.array(z.string()),
});
export type Posting = z.infer<typeof posting>;

/** One day of an entity: a recount of its postings. Lies in the month's item under `d01` … `d31` (`d00`: undated). */
export const dayTally = z.object({
  token: z.number().int(),
  documents: z.number().int(),
  mentions: z.number().int(),
  /** Canonical forms and the number of documents with each. */
  forms: z.record(z.string(), z.number().int()),
  /** When the count of a hot day began, milliseconds since 1970: what was hinted before that is counted. */
  counted: z.number().optional(),
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

export const entityMeta = z.object({
  entity: z.string(),
  type: z.enum(entityTypes),
  token: z.number().int().positive(),
  /** The commonest form; of equally common ones the first by its letters. */
  name: z.string(),
  documents: z.number().int(),
  mentions: z.number().int(),
  /** Days; absent where every document is undated. */
  first: z.string().optional(),
  last: z.string().optional(),
  /** The folded forms that alias rows may be lying under: those wanted now, and others until they are marked. */
  aliases: z.array(z.string()),
  /** The token of the last claimant that came to its end (core/reconcile.ts): its alias rows are all written. */
  settled: z.number().int().optional(),
});
export type EntityMeta = z.infer<typeof entityMeta>;

export const alias = z.object({ entity: z.string(), token: z.number().int(), folded: z.string() });
export type Alias = z.infer<typeof alias>;
