/** All documents that a question finds, however many: of a search, or of the filters of a list. */

import { type DocumentFilter, readDocuments, readEach, type StoredDocument } from '../../core/records/readDocuments.ts';
import { membersOfEach } from '../../core/records/readIdentity.ts';
import type { ParsedQuery } from '../../core/search/queryLanguage.ts';
import type { SearchDeps } from './search.ts';

export type Selection = { query: ParsedQuery } | { filter: DocumentFilter };

const atOnce = 100;

/** Page by page. What changes meanwhile may be there or not; nothing else is left out or given twice. */
export function select(deps: Pick<SearchDeps, 'table' | 'search'>, selection: Selection): AsyncGenerator<StoredDocument[], void> {
  return 'query' in selection ? found(deps, selection.query) : listed(deps, selection.filter);
}

async function* listed({ table }: Pick<SearchDeps, 'table'>, filter: DocumentFilter): AsyncGenerator<StoredDocument[], void> {
  let after: string | undefined;
  do {
    const page = await readDocuments(table, filter, { after, limit: atOnce });
    yield page.documents;
    after = page.next;
  } while (after !== undefined);
}

async function* found({ table, search }: Pick<SearchDeps, 'table' | 'search'>, query: ParsedQuery): AsyncGenerator<StoredDocument[], void> {
  const { words, ...rest } = query;
  const entities = await membersOfEach(table, rest.entities);
  const asked = { ...rest, entities, words: words.join(' '), order: 'newest' as const, limit: atOnce };
  let version: number | undefined;
  for (let offset = 0; ; offset += atOnce) {
    const { hits, total, version: read } = await search.query({ ...asked, offset, ...(version !== undefined && { version }) });
    version = read;
    yield await confirmed(table, hits);
    if (offset + atOnce >= total) return;
  }
}

/** META decides: a row whose document is gone, or was written again since, finds nothing. */
export async function confirmed(table: SearchDeps['table'], rows: readonly { id: string; token: number }[]): Promise<StoredDocument[]> {
  const documents = await readEach(
    table,
    rows.map(({ id }) => id),
  );
  return documents.flatMap((document, i) => (document !== undefined && document.applied.token === rows[i]?.token ? [document] : []));
}
