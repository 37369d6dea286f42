/** Reads the document whose id is in the path, and what the archive has of it. */
import type { Context } from 'hono';
import { documentIdPattern } from '../../core/document/documentIdentity.ts';
import type { Table } from '../../core/ports/table.ts';
import { readDocument, type StoredDocument } from '../../core/queries/documents.ts';
import { lostInArchive, notFound } from '../http/problem.ts';
import { pathPart } from '../http/route.ts';

/**
 * The META row of the document in the path, and what `readArchive` returns for it. `readArchive` returns
 * `undefined` if what the row points to was replaced in the meantime; the row is then read again,
 * consistently.
 *
 * @throws HttpProblem 404 if the document does not exist, 503 if the archive has lost it
 */
export async function readDocumentFromPath<T>(
  c: Context,
  table: Table,
  readArchive: (document: StoredDocument) => Promise<T | undefined>,
): Promise<{ document: StoredDocument; archived: T }> {
  const id = pathPart(c, 'id');
  for (const consistent of [false, true]) {
    const document = documentIdPattern.test(id) ? await readDocument(table, id, { consistent }) : undefined;
    if (document === undefined) throw notFound('There is no document with this id.');
    const archived = await readArchive(document);
    if (archived !== undefined) return { document, archived };
  }
  throw lostInArchive();
}
