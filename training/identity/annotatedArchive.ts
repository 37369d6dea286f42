/** Reads and annotates an archive of articles in this process, as the pipeline does. */
import { documentId, payloadId, serialize } from '../../core/document/documentIdentity.ts';
import type { Content } from '../../core/document/record.ts';
import { annotate } from '../../core/entities/annotate.ts';
import type { Annotation } from '../../core/entities/annotation.ts';
import type { Tagger } from '../../core/entities/tagger/tagger.ts';
import type { Posting } from '../../core/records/entity.ts';
import { postingRows } from '../../functions/store/documentRows.ts';
import { defaultAuthority } from '../../runtime/authority.ts';
import { readArchive } from '../archive.ts';

export interface AnnotatedDocument {
  doc: string;
  /** The path in the archive. */
  path: string;
  content: Content;
  annotation: Annotation;
  /** By entity. */
  postings: Map<string, Posting>;
}

/**
 * Reads and annotates the documents of an archive (a tar or zip of articles).
 * @throws Error if the file is not an archive that Dateline reads
 */
export async function annotateArchive(file: string, tagger: Tagger): Promise<AnnotatedDocument[]> {
  const documents: AnnotatedDocument[] = [];
  for await (const { path, content } of readArchive(file)) documents.push(annotated(path, content, tagger));
  return documents;
}

/** A document with its annotation and postings. @param path names it */
export function annotated(path: string, content: Content, tagger: Tagger): AnnotatedDocument {
  const doc = documentId({ key: path, part: '', ordinal: 0 });
  const annotation = annotate(content, payloadId(serialize(content)), tagger, defaultAuthority());
  const rows = postingRows(doc, { source: { key: path, part: '' }, content, annotation });
  const postings = new Map([...rows].map(([entity, row]) => [entity, { ...row, token: 1 }]));
  return { doc, path, content, annotation, postings };
}
