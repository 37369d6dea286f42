/** A document's sources: the objects that contain it, from its FROM rows. */
import type { Item, Table } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type DocumentSource, documentSource } from './document.ts';
import { keys } from './keys.ts';

/** All sources of a document, the winner first: the newest by (modified, key). */
export async function readSources(table: Table, doc: string): Promise<DocumentSource[]> {
  const rows = await queryAll(table, { pk: keys.document(doc).pk, prefix: 'FROM#', consistent: true });
  return sourcesOf(rows);
}

/** The sources among the rows of a document, the winner first. */
export function sourcesOf(rows: readonly Item[]): DocumentSource[] {
  return rows
    .filter((row) => row.sk.startsWith('FROM#') && isLive(row))
    .map((row) => documentSource.parse(row))
    .sort(compareSources);
}

/**
 * Sorts the winner first. Depends on the sources alone, so all readers agree whatever the order of arrival.
 */
export function compareSources(a: DocumentSource, b: DocumentSource): number {
  return b.modified - a.modified || (a.key < b.key ? 1 : a.key > b.key ? -1 : 0);
}
