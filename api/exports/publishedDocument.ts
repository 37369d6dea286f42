/**
 * A document with the addresses that standard formats (ninjs, schema.org) need for it and for its entities.
 */

import type { Content } from '../../core/document/record.ts';
import { articleUrl } from '../../core/document/urls.ts';
import type { AnnotatedEntity, Annotation } from '../../core/entities/annotation.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import { entityAddress } from '../entities/entityAddress.ts';

export interface PublishedDocument {
  id: string;
  /** The document's address in this API. */
  uri: string;
  /** Where it was published on the web, http or https. */
  url?: string | undefined;
  /** The object version of the winning source. */
  version: string;
  /** When that version was uploaded: RFC 3339. */
  ingested: string;
  content: Content;
  entities: readonly AnnotatedEntity[];
  /** The address of an entity in this API. */
  entityUri: (entity: string) => string;
}

/** @param origin of this API's own URLs */
export function toPublishedDocument(
  origin: string,
  document: StoredDocument,
  { content, annotation }: { content: Content; annotation: Annotation },
): PublishedDocument {
  return {
    id: document.doc,
    uri: `${origin}/v1/documents/${document.doc}`,
    url: articleUrl(content),
    version: document.provenance.version,
    ingested: document.ingested,
    content,
    entities: annotation.entities,
    entityUri: (entity) => origin + entityAddress(entity),
  };
}
