/** The document that a path names, and what lies of it in the archive. */
import type { Context } from 'hono';
import type { Table } from '../core/ports/table.ts';
import { readDocument, type StoredDocument } from '../core/queries/documents.ts';
import { notFound } from './http/problem.ts';
import { pathPart } from './http/route.ts';

/**
 * META of the document in the path, and what `read` gets from the archive for it. Where that was replaced while we read, what META points
 * to now is there.
 *
 * @throws HttpProblem 404 where there is no such document, or no more
 */
export async function readNamed<T>(
  c: Context,
  table: Table,
  read: (document: StoredDocument) => Promise<T | undefined>,
): Promise<{ document: StoredDocument; read: T }> {
  const id = pathPart(c, 'id');
  for (const consistent of [false, true]) {
    const document = /^[0-9a-f]{32}$/.test(id) ? await readDocument(table, id, { consistent }) : undefined;
    if (document === undefined) throw notFound('There is no document with this id, or no more.');
    const got = await read(document);
    if (got !== undefined) return { document, read: got };
  }
  throw new Error(`the archive has lost what document ${id} stands on`);
}
