/**
 * `news.annotation/1`: what one model found in one payload. Annotations are immutable, and the archive names
 * them by payload and model. Every mention can be traced to its characters (`text.slice(start, end) ===
 * surface`), its model and its reason.
 */
import * as z from 'zod';
import type { Content } from '../document/record.ts';
import { refusalCode } from '../document/refusalCode.ts';
import type { Code } from '../errors.ts';
import { roles } from './data/roles.ts';
import { sexes } from './data/sexes.ts';

export const entityTypes = ['person', 'place', 'organization', 'group', 'event'] as const;
export type EntityType = (typeof entityTypes)[number];

/** An id as clients write it: `person/antony-blinken`. */
export const entityIdPattern = new RegExp(`^(${entityTypes.join('|')})/[\\p{L}\\p{M}\\p{N}-]{1,200}$`, 'u');

export const mention = z.object({
  /** UTF-16 offsets into the document's text (`textOf`). */
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  surface: z.string().min(1),
  type: z.enum([...entityTypes, 'date']),
  /** The entity's id. Null for dates, and for names that several candidates share. */
  entity: z.string().nullable(),
  /** The canonical form within the document. */
  name: z.string(),
  /** A date's value in EDTF. */
  value: z.string().optional(),
  candidates: z.array(z.string()).optional(),
  confidence: z.number().min(0).max(1),
  /** How the base form was recovered from a surface with a foreign case ending. */
  repair: z
    .object({
      from: z.string(),
      to: z.string(),
      language: z.string(),
      rule: z.string(),
      evidence: z.string(),
    })
    .optional(),
  /**
   * Why the mention refers to that entity: `{ reason: 'same name' }`, `{ reason: 'surname', of: 'Antony
   * Blinken' }`.
   */
  link: z.object({ reason: z.string(), of: z.string().optional() }),
  /** The rule or model that recognised it, with its version. */
  extractor: z.string(),
});
export type Mention = z.infer<typeof mention>;

const annotatedEntity = z.object({
  id: z.string(),
  type: z.enum(entityTypes),
  /** The canonical form within the document. */
  name: z.string(),
  mentions: z.number().int().positive(),
  /** Other forms in the document: surnames, acronyms, aliases from the gazetteer. */
  also: z.array(z.string()).optional(),
  /** The field that a title before a person's name implies. */
  role: z.enum(roles).optional(),
  /** Whether the titles before a person's name are a woman's or a man's: "Mrs", "Mr". */
  sex: z.enum(sexes).optional(),
});
export type AnnotatedEntity = z.infer<typeof annotatedEntity>;

/** An entity as lists of documents show it. Only postings need the other fields. */
export const namedEntity = annotatedEntity.omit({ also: true, role: true, sex: true });

export const annotation = z.object({
  schema: z.literal('news.annotation/1'),
  payload: z.string(),
  model: z.string(),
  /** In text order. */
  mentions: z.array(mention),
  /** Sorted by number of mentions, then by first mention. */
  entities: z.array(annotatedEntity),
  /** ISO 3166-1 codes of the countries that it names, and of its places and peoples. */
  countries: z.array(z.string()).optional(),
  /**
   * Present when the text was too long to be annotated whole: how much of its beginning was, and how long it
   * is, in UTF-16 units.
   */
  annotated: z
    .object({ characters: z.number().int().nonnegative(), of: z.number().int().positive() })
    .optional(),
  /** Present when extraction failed permanently; the annotation is then empty. */
  failed: z.object({ code: refusalCode, evidence: z.string() }).optional(),
});
export type Annotation = z.infer<typeof annotation>;

/** A document that cannot be annotated; no retry helps. The message is the evidence. */
export class AnnotationFailure extends Error {
  override name = 'AnnotationFailure';
  readonly code: Code;
  constructor(code: Code, evidence: string) {
    super(evidence);
    this.code = code;
  }
}

/**
 * Annotates a document.
 * @throws TransientFault where a retry may help, any other error where annotation fails permanently;
 *   an AnnotationFailure says the code
 */
export type Annotator = (content: Content, payload: string) => Promise<Annotation>;
