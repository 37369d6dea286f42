/** Writes the search rows of documents. */
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { readSearchRow } from '../../core/queries/searchRows/searchRow.ts';
import { noteMerged } from '../../core/records/compaction.ts';
import { type DocumentMeta, documentMeta } from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';

type SearchPorts = Pick<Ports, 'archive' | 'table' | 'search' | 'clock'>;

const readConcurrency = 16;

/**
 * Most text of one merge, in UTF-16 units: a batch of 500 usual documents has half of it. A merge takes
 * several times the memory of its text, and packs it in one task of the event loop.
 */
export const mostTextTogether = 4_000_000;

/** Merges the rows of these documents, or their tombstones, and notes which parts are to be compacted. */
export async function indexDocuments(ports: SearchPorts, docs: readonly string[]): Promise<void> {
  const metas = await mapConcurrent(readConcurrency, docs, async (doc) => {
    const row = await ports.table.get(keys.document(doc), { consistent: true });
    return row && documentMeta.parse(row);
  });
  for (const together of groupsByText(metas.filter((meta) => meta !== undefined))) {
    const rows = await mapConcurrent(readConcurrency, together, (meta) => readSearchRow(ports.archive, meta));
    const merged = rows.filter((row) => row !== undefined);
    if (merged.length > 0) await noteMerged(ports, await ports.search.merge(merged), merged.length);
  }
}

/** Documents in their order; those whose texts are too long together are in several groups. */
function groupsByText(metas: readonly DocumentMeta[]): DocumentMeta[][] {
  const groups: DocumentMeta[][] = [];
  let text = Number.POSITIVE_INFINITY;
  for (const meta of metas) {
    const characters = meta.counts?.characters ?? 0;
    text += characters;
    if (text > mostTextTogether) {
      groups.push([]);
      text = characters;
    }
    groups.at(-1)?.push(meta);
  }
  return groups;
}
