/** A document as exports take it: whole, with its text and every mention. */

import type { Content } from '../../core/document/record.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import { readIdentifiedNames } from '../../core/queries/identifiedNames.ts';
import { readAnnotation, readPayload } from '../../core/records/archive.ts';
import type { PublishedDocument } from './publishedDocument.ts';

/** What the archive has of a document. */
export interface ArchivedDocument {
  content: Content;
  annotation: Annotation;
}

export interface ExportedDocument extends ArchivedDocument {
  document: StoredDocument;
  published: PublishedDocument;
}

/** What the META row points to, or `undefined` if that was replaced in the meantime. */
export async function readArchivedDocument(
  { table, archive }: Pick<Ports, 'table' | 'archive'>,
  { applied: { basis }, links, decided }: StoredDocument,
): Promise<ArchivedDocument | undefined> {
  const [content, annotation] = await Promise.all([
    readPayload(archive, basis.payload),
    readAnnotation(archive, basis),
  ]);
  if (content === undefined || annotation === undefined) return undefined;
  const named = await readIdentifiedNames(table, annotation, { links, decided });
  return { content, annotation: { ...annotation, ...named } };
}
