/** A document as lists show it, and the same with all that is known of it. */
import * as z from 'zod';
import type { Content } from '../core/document/record.ts';
import { content } from '../core/document/record.ts';
import { type Annotation, annotation, namedEntity } from '../core/entities/annotation.ts';
import type { StoredDocument } from '../core/queries/documents.ts';

export const documentItem = z.object({
  id: z.string(),
  /** The object that it was read from, and the path inside it where that is a container. */
  key: z.string(),
  part: z.string().optional(),
  title: z.string(),
  standfirst: z.string().optional(),
  byline: z.string().optional(),
  published: content.shape.published,
  modified: content.shape.modified,
  /** When the object was put: RFC 3339. */
  ingested: z.iso.datetime(),
  source: z.string(),
  /** Where it was published, http or https. */
  url: z.string().optional(),
  language: z.string(),
  authors: z.array(z.string()),
  /** In lists the main ones alone. */
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

export function itemOf(document: StoredDocument): DocumentItem {
  const { doc, provenance, content: said, ingested, source, url, language, entities, counts } = document;
  const self = `/v1/documents/${doc}`;
  return {
    id: doc,
    key: provenance.key,
    ...(provenance.part !== '' && { part: provenance.part }),
    title: said.title,
    standfirst: said.standfirst,
    byline: said.byline,
    published: said.published,
    modified: said.modified,
    ingested,
    source,
    url,
    language,
    authors: said.authors,
    entities,
    entitiesTotal: counts.entities,
    links: {
      self,
      text: `${self}/text`,
      mentions: `${self}/mentions`,
      versions: `${self}/versions`,
      reprints: `${self}/reprints`,
    },
  };
}

export const wholeDocument = documentItem.extend({
  kicker: content.shape.kicker,
  dateline: content.shape.dateline,
  subjects: content.shape.subjects,
  genre: content.shape.genre,
  urgency: content.shape.urgency,
  usageTerms: z.string().optional(),
  publisher: z.string().optional(),
  guid: z.string().optional(),
  /** UTF-16 units of its text. */
  characters: z.number().int(),
  format: z.string(),
  bytes: z.number().int(),
  quality: content.shape.quality,
  model: annotation.shape.model,
  /** Why it has no entities, where extraction failed for good. */
  failed: annotation.shape.failed,
});

export function wholeOf(
  document: StoredDocument,
  said: Content,
  found: Annotation,
): z.infer<typeof wholeDocument> {
  const { source, kicker, dateline, subjects, genre, urgency, quality } = said;
  return {
    ...itemOf(document),
    entities: found.entities,
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
    model: found.model,
    failed: found.failed,
  };
}
