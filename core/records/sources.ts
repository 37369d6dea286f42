/** A document's sources: the objects that hold it, read from its FROM rows. */
import type { Table } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type From, from } from './document.ts';
import { keys } from './keys.ts';

/** All of them, the winner first: the newest by (modified, key). */
export async function sourcesOf(table: Table, doc: string): Promise<From[]> {
  const rows = await queryAll(table, { pk: keys.document(doc).pk, prefix: 'FROM#', consistent: true });
  return rows
    .filter(isLive)
    .map((row) => from.parse(row))
    .sort(newestFirst);
}

/** The order in which sources win; pure, so that every reader agrees whatever the order of arrival. */
export function newestFirst(a: From, b: From): number {
  return b.modified - a.modified || (a.key < b.key ? 1 : a.key > b.key ? -1 : 0);
}
