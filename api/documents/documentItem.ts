/**
 * A document as lists show it (`DocumentItem`), and with everything that is known about it
 * (`DocumentDetail`).
 */
import * as z from 'zod';
import { heldBack } from '../../core/document/heldBack.ts';
import { type Content, content } from '../../core/document/record.ts';
import { type Annotation, annotation, namedEntity } from '../../core/entities/annotation.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import { mainEntities } from '../../core/records/document.ts';

export const documentItem = z.object({
  id: z.string(),
  /** The object that the document was read from, and the path inside it if that is a container. */
  key: z.string(),
  part: z.string().optional(),
  title: z.string(),
  standfirst: z.string().optional(),
  byline: z.string().optional(),
  published: content.shape.published,
  modified: content.shape.modified,
  /** What its provider forbids to publish. Feeds leave it out until it may be published. */
  heldBack: heldBack.optional(),
  /** When the object was uploaded: RFC 3339. */
  ingested: z.iso.datetime(),
  source: z.string(),
  /** Where the document was published, http or https. */
  url: z.string().optional(),
  language: z.string(),
  authors: z.array(z.string()),
  /** In lists only the main entities. */
  entities: z.array(namedEntity),
  entitiesTotal: z.number().int(),
  links: z.object({
    self: z.string(),
    text: z.string(),
    mentions: z.string(),
    versions: z.string(),
    reprints: z.string(),
  }),
});
export type DocumentItem = z.infer<typeof documentItem>;

/** A document as lists and searches show it. */
export function toDocumentItem(document: StoredDocument): DocumentItem {
  const {
    doc,
    provenance,
    content: summary,
    heldBack,
    ingested,
    source,
    url,
    language,
    entities,
    counts,
  } = document;
  const self = `/v1/documents/${doc}`;
  return {
    id: doc,
    key: provenance.key,
    ...(provenance.part !== '' && { part: provenance.part }),
    title: summary.title,
    standfirst: summary.standfirst,
    byline: summary.byline,
    published: summary.published,
    modified: summary.modified,
    heldBack,
    ingested,
    source,
    url,
    language,
    authors: summary.authors,
    entities,
    // Decisions and links make several names one after they were counted, so a list that is whole counts.
    entitiesTotal: entities.length < mainEntities ? entities.length : counts.entities,
    links: {
      self,
      text: `${self}/text`,
      mentions: `${self}/mentions`,
      versions: `${self}/versions`,
      reprints: `${self}/reprints`,
    },
  };
}

export const documentDetail = documentItem.extend({
  kicker: content.shape.kicker,
  dateline: content.shape.dateline,
  subjects: content.shape.subjects,
  genre: content.shape.genre,
  urgency: content.shape.urgency,
  usageTerms: z.string().optional(),
  publisher: z.string().optional(),
  guid: z.string().optional(),
  /** Length of the text in UTF-16 units. */
  characters: z.number().int(),
  format: z.string(),
  bytes: z.number().int(),
  quality: content.shape.quality,
  model: annotation.shape.model,
  /** If the text was too long to be annotated whole: how much of it was, in UTF-16 units. */
  annotated: annotation.shape.annotated,
  /** If extraction failed for good: why the document has no entities. */
  failed: annotation.shape.failed,
});
export type DocumentDetail = z.infer<typeof documentDetail>;

/** A document as its own address shows it: with all its entities and what lists leave out. */
export function toDocumentDetail(
  document: StoredDocument,
  full: Content,
  annotated: Annotation,
): DocumentDetail {
  const { source, kicker, dateline, subjects, genre, urgency, quality } = full;
  return {
    ...toDocumentItem(document),
    entities: annotated.entities,
    entitiesTotal: annotated.entities.length,
    kicker,
    dateline,
    subjects,
    genre,
    urgency,
    usageTerms: source.usageTerms,
    publisher: source.publisher,
    guid: source.guid,
    characters: document.counts.characters,
    format: document.provenance.format,
    bytes: document.provenance.bytes,
    quality,
    model: annotated.model,
    annotated: annotated.annotated,
    failed: annotated.failed,
  };
}
