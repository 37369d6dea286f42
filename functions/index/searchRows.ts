/** Writes the search rows of documents. */
import type { SearchRow } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readSearchRow } from '../../core/queries/searchRows/searchRow.ts';
import { noteMerged } from '../../core/records/compaction.ts';
import { documentMeta } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';

type SearchPorts = Pick<Ports, 'archive' | 'table' | 'search' | 'clock'>;

const readConcurrency = 16;

/** Merges the rows of these documents, or their tombstones, and notes which parts are to be compacted. */
export async function indexDocuments(ports: SearchPorts, docs: readonly string[]): Promise<void> {
  const rows = await mapConcurrent(readConcurrency, docs, (doc) => rowOf(ports, doc));
  const merged = rows.filter((row) => row !== undefined);
  if (merged.length > 0) await noteMerged(ports, await ports.search.merge(merged));
}

async function rowOf({ table, archive }: SearchPorts, doc: string): Promise<SearchRow | undefined> {
  const row = await table.get(keys.document(doc), { consistent: true });
  return row && readSearchRow(archive, documentMeta.parse(row));
}
