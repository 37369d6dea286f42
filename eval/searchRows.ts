/** The documents of an archive of articles, as rows of a search table. */
import { payloadId, serialize } from '../core/document/documentIdentity.ts';
import type { Annotation } from '../core/entities/annotation.ts';
import type { SearchRow } from '../core/ports/search.ts';
import { searchRow } from '../core/queries/searchRows/searchRow.ts';
import { readArchive } from '../training/archive.ts';

/** The search rows of an archive's documents, without duplicate texts. */
export async function rowsIn(file: string): Promise<SearchRow[]> {
  const rows = new Map<string, SearchRow>();
  for await (const { content } of readArchive(file)) {
    const payload = payloadId(serialize(content));
    const unread: Annotation = {
      schema: 'news.annotation/1',
      payload,
      model: 'none',
      mentions: [],
      entities: [],
    };
    const row = await searchRow(payload, 1, content, unread);
    rows.set(row.text, row);
  }
  return [...rows.values()];
}
