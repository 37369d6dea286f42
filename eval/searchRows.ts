/** The documents of an archive of articles, as rows of a search table. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { payloadId, serialize } from '../core/document/documentIdentity.ts';
import type { Annotation } from '../core/entities/annotation.ts';
import type { SearchRow } from '../core/ports/search.ts';
import { searchRow } from '../core/queries/searchRows/searchRow.ts';
import { readArchive } from '../training/archive.ts';

/** The archive that is given, or the public one. Where there is none, it says so and ends the process. */
export function archiveNamed(given: string | undefined): string {
  const file = given ?? join(import.meta.dirname, '../../shared/corpora/bbc-news.tar.gz');
  if (existsSync(file)) return file;
  console.error(`${file} does not exist; give an archive of articles`);
  process.exit(given === undefined ? 0 : 2);
}

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
    const of = { doc: payload, token: 1, ingested: new Date(0).toISOString() };
    const row = await searchRow(of, content, unread);
    rows.set(row.text, row);
  }
  return [...rows.values()];
}
