/** What a document is stored from, for those who ask what decisions come to in it. */
import type { Annotation } from '../entities/annotation.ts';
import type { Ports } from '../protocol/ports.ts';
import { readAnnotation } from '../records/archive.ts';
import { type DocumentMeta, documentMeta } from '../records/document.ts';
import { keys } from '../records/keys.ts';

/**
 * META, with a consistent read, and the annotation that its rows are made from; `undefined` if the document
 * is gone, or a store is at work.
 */
export async function readAnnotatedDocument(
  { table, archive }: Pick<Ports, 'table' | 'archive'>,
  doc: string,
): Promise<{ meta: DocumentMeta; annotation: Annotation } | undefined> {
  const row = await table.get(keys.document(doc), { consistent: true });
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const basis = meta?.applied?.basis;
  const annotation = basis && (await readAnnotation(archive, basis));
  return meta === undefined || annotation === undefined ? undefined : { meta, annotation };
}
