/**
 * `news.annotation/1`: what one model found in one payload. Immutable; the archive names it by payload and model. Every mention can be
 * traced to its characters (`text.slice(start, end) === surface`), its model and its reason.
 */
import * as z from 'zod';
import type { Content } from '../document/record.ts';
import { codes } from '../errors.ts';
import { roles } from './data/roles.ts';

export const entityTypes = ['person', 'place', 'organization', 'group', 'event'] as const;
export type EntityType = (typeof entityTypes)[number];

export const mention = z.object({
  /** UTF-16 offsets into the document's text (`textOf`). */
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  surface: z.string().min(1),
  type: z.enum([...entityTypes, 'date']),
  /** The entity's id; null for dates, and for names that stay open between candidates. */
  entity: z.string().nullable(),
  /** The canonical form within the document. */
  name: z.string(),
  /** A date's value in EDTF. */
  value: z.string().optional(),
  candidates: z.array(z.string()).optional(),
  confidence: z.number().min(0).max(1),
  /** How the surface was mended into the name, where it bore the residue of a foreign case ending. */
  repair: z
    .object({
      from: z.string(),
      to: z.string(),
      language: z.string(),
      rule: z.string(),
      evidence: z.string(),
    })
    .optional(),
  /** Why the mention is taken for that entity: `{ reason: 'same name' }`, `{ reason: 'surname', of: 'Antony Blinken' }` … */
  link: z.object({ reason: z.string(), of: z.string().optional() }),
  /** What recognised it: a rule or a model, with its version. */
  extractor: z.string(),
});
export type Mention = z.infer<typeof mention>;

export const annotatedEntity = z.object({
  id: z.string(),
  type: z.enum(entityTypes),
  /** The canonical form within the document. */
  name: z.string(),
  mentions: z.number().int().positive(),
  /** Other forms under which the document has it: surnames, acronyms, other names in the lists. */
  also: z.array(z.string()).optional(),
  /** The field that a title before a person's name tells of. */
  role: z.enum(roles).optional(),
});
export type AnnotatedEntity = z.infer<typeof annotatedEntity>;

/** As lists of documents show it; the rest is for postings. */
export const namedEntity = annotatedEntity.omit({ also: true, role: true });

export const annotation = z.object({
  schema: z.literal('news.annotation/1'),
  payload: z.string(),
  model: z.string(),
  /** In the order of the text. */
  mentions: z.array(mention),
  /** The main ones first: by mentions, then by place of first mention. */
  entities: z.array(annotatedEntity),
  /** Extraction failed for good: an empty annotation with the reason. */
  failed: z.object({ code: z.enum(codes), evidence: z.string() }).optional(),
});
export type Annotation = z.infer<typeof annotation>;

/** From a document to its annotation. @throws where annotation fails for good; TransientFault where a retry may help */
export type Annotator = (content: Content, payload: string) => Promise<Annotation>;
