/** A document as exports give it: whole, with its text and every mention. */

import type { Content } from '../../core/document/record.ts';
import { addressOf } from '../../core/document/urls.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import type { Published } from './published.ts';

export interface Archived {
  content: Content;
  annotation: Annotation;
}

export interface Exported extends Archived {
  document: StoredDocument;
  published: Published;
}

/** What META points to; `undefined` where it was replaced meanwhile. */
export async function readArchived(
  archive: Objects,
  { applied: { basis } }: StoredDocument,
): Promise<Archived | undefined> {
  const [content, annotation] = await Promise.all([
    readPayload(archive, basis.payload),
    readAnnotation(archive, basis),
  ]);
  return content === undefined || annotation === undefined ? undefined : { content, annotation };
}

/** @param origin of this server: addresses begin with it */
export function publishedOf(
  origin: string,
  document: StoredDocument,
  { content, annotation }: Archived,
): Published {
  return {
    id: document.doc,
    uri: `${origin}/v1/documents/${document.doc}`,
    url: addressOf(content),
    version: document.provenance.version,
    ingested: document.ingested,
    content,
    entities: annotation.entities,
    entityUri: (entity) => `${origin}/v1/entities/${entity.split('/').map(encodeURIComponent).join('/')}`,
  };
}
