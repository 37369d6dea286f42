/** A document's sources: the objects that contain it, from its FROM rows. */
import { newestRevisionFirst, type Revision } from '../document/revision.ts';
import type { Item, Table } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type DocumentSource, documentSource } from './document.ts';
import { keys } from './keys.ts';

/** All sources of a document, the winner first. */
export async function readSources(table: Table, doc: string): Promise<DocumentSource[]> {
  const rows = await queryAll(table, { pk: keys.document(doc).pk, prefix: 'FROM#', consistent: true });
  return sourcesOf(rows);
}

/**
 * The sources among the rows of a document, the winner first. The file that was put last decides: it wins,
 * unless it holds a version of an item of which another file holds a newer one. That depends on the sources
 * alone, so all readers agree whatever the order of arrival.
 */
export function sourcesOf(rows: readonly Item[]): DocumentSource[] {
  const sources = rows
    .filter((row) => row.sk.startsWith('FROM#') && isLive(row))
    .map((row) => documentSource.parse(row))
    .sort(compareSources);
  if (sources[0]?.revision === undefined) return sources;
  return [
    ...sources.filter(isVersion).sort((a, b) => newestRevisionFirst(a.revision, b.revision)),
    ...sources.filter((source) => !isVersion(source)),
  ];
}

const isVersion = (source: DocumentSource): source is DocumentSource & { revision: Revision } =>
  source.revision !== undefined;

/** The one that was put last first; of two of one time, that with the later key. */
export function compareSources(a: DocumentSource, b: DocumentSource): number {
  return b.modified - a.modified || (a.key < b.key ? 1 : a.key > b.key ? -1 : 0);
}
