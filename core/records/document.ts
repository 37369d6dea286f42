/** The rows of one document: META, and one FROM row for each object that holds it. */
import * as z from 'zod';
import { content, provenance } from '../document/record.ts';
import { namedEntity } from '../entities/annotation.ts';

/** One source of a document: the object that holds it, and the payload that it says. The newest by (modified, key) wins. */
export const documentSource = provenance.extend({
  token: z.number().int(),
  payload: z.string(),
  /** When the object's version was put, milliseconds since 1970. */
  modified: z.number(),
});
export type DocumentSource = z.infer<typeof documentSource>;

/** A payload under a model: what the rows of a document are made of. */
const basis = z.object({ payload: z.string(), model: z.string() });
export type Basis = z.infer<typeof basis>;

/** How many entities META lists; all of them are in the annotation. */
export const mainEntities = 20;

export const documentMeta = z.object({
  doc: z.string(),
  token: z.number().int().positive(),
  /** The token of the last claimant that came to its end (core/protocol/reconcile.ts). */
  settled: z.number().int().optional(),
  /** Whose rows may be lying about: noted when the token was raised, emptied when all was written. */
  pending: z.array(basis),
  /** What the rows say; without a basis the document is gone. `token` is the search row's. */
  applied: z.object({ token: z.number().int(), basis: basis.optional() }).optional(),
  /** Of the winning source. */
  provenance: provenance.optional(),
  /** When the winning source was put: RFC 3339. */
  ingested: z.string().optional(),
  content: content
    .pick({ title: true, standfirst: true, published: true, modified: true, authors: true, byline: true })
    .optional(),
  source: z.string().optional(),
  language: z.string().optional(),
  /** Where it was published, http or https. */
  url: z.string().optional(),
  entities: z.array(namedEntity).optional(),
  counts: z.object({ characters: z.number(), entities: z.number(), mentions: z.number() }).optional(),
});
export type DocumentMeta = z.infer<typeof documentMeta>;

/** A change of a document, for `/changes`. Written before `applied`, so it may stand there twice. */
export const documentChange = z.object({
  doc: z.string(),
  time: z.string(),
  reason: z.enum(['created', 'revised', 'removed', 'retyped']),
  title: z.string(),
});
export type DocumentChange = z.infer<typeof documentChange>;
