/** The rows of one entity: a posting per document, a tally per month, and META with its aliases. */
import * as z from 'zod';
import { entityTypes } from '../entities/annotation.ts';
import { roles } from '../entities/data/roles.ts';
import type { Item } from '../ports/table.ts';

/** An entity in a document. It freezes what the document itself says. */
export const posting = z.object({
  doc: z.string(),
  day: z.string(),
  token: z.number().int(),
  title: z.string(),
  source: z.string(),
  /** The entity's canonical form in this document. */
  form: z.string(),
  /** Other forms of it there: short ones, acronyms. */
  also: z.array(z.string()).optional(),
  /** The field that its title there tells of. */
  role: z.enum(roles).optional(),
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
  /** The same of the other forms, and of roles. */
  also: z.record(z.string(), z.number().int()).default({}),
  roles: z.record(z.string(), z.number().int()).default({}),
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

/** A form of a name, in how many documents it stands and since which day (absent where all of them are undated). */
export const nameForm = z.object({
  name: z.string(),
  documents: z.number().int(),
  first: z.string().optional(),
});
export type NameForm = z.infer<typeof nameForm>;

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
  /** All its forms, the commonest first: full names, then short ones. */
  names: z.array(nameForm).default([]),
  /** The fields that its titles tell of, with the number of documents. */
  roles: z.record(z.string(), z.number().int()).default({}),
  /** The token of the last claimant that came to its end (core/protocol/reconcile.ts): its alias rows are all written. */
  settled: z.number().int().optional(),
});
export type EntityMeta = z.infer<typeof entityMeta>;

export const alias = z.object({ entity: z.string(), token: z.number().int(), folded: z.string() });
export type Alias = z.infer<typeof alias>;
