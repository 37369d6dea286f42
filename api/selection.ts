/** All documents that a question finds, however many: of a search, or of the filters of a list. */
import * as z from 'zod';
import {
  type DocumentFilter,
  readDocuments,
  readEach,
  type StoredDocument,
} from '../core/queries/documents.ts';
import { membersOfEach } from '../core/queries/identity.ts';
import type { ParsedQuery } from '../core/search/queryLanguage.ts';
import type { SearchDeps } from './deps.ts';

export type Selection = { query: ParsedQuery } | { filter: DocumentFilter };

const atOnce = 100;

export interface SelectedPage {
  documents: StoredDocument[];
  /** Where to go on after it; absent after the last. */
  position?: string;
}

type SelectDeps = Pick<SearchDeps, 'table' | 'search'>;

/**
 * Page by page. What changes meanwhile may be there or not; nothing else is left out or given twice.
 *
 * @param after the position of a page before, of the same selection
 */
export function select(
  deps: SelectDeps,
  selection: Selection,
  after?: string,
): AsyncGenerator<SelectedPage, void> {
  return 'query' in selection ? found(deps, selection.query, after) : listed(deps, selection.filter, after);
}

async function* listed(
  { table }: SelectDeps,
  filter: DocumentFilter,
  begin?: string,
): AsyncGenerator<SelectedPage, void> {
  let after = begin;
  do {
    const { documents, next } = await readDocuments(table, filter, { after, limit: atOnce });
    yield { documents, ...(next !== undefined && { position: next }) };
    after = next;
  } while (after !== undefined);
}

/** Hits passed, and in which version of the search table. */
const hitPosition = z.tuple([z.number().int(), z.number().int()]);

async function* found(
  { table, search }: SelectDeps,
  query: ParsedQuery,
  begin?: string,
): AsyncGenerator<SelectedPage, void> {
  const { words, ...rest } = query;
  const entities = await membersOfEach(table, rest.entities);
  const asked = { ...rest, entities, words: words.join(' '), order: 'newest' as const, limit: atOnce };
  let [offset, version]: [number, number | undefined] =
    begin === undefined ? [0, undefined] : hitPosition.parse(JSON.parse(begin));
  for (let more = true; more; ) {
    const {
      hits,
      total,
      version: read,
    } = await search.query({ ...asked, offset, ...(version !== undefined && { version }) });
    version = read;
    offset += atOnce;
    more = offset < total;
    yield {
      documents: await confirmed(table, hits),
      ...(more && { position: JSON.stringify([offset, version]) }),
    };
  }
}

/** META decides: a row whose document is gone, or was written again since, finds nothing. */
export async function confirmed(
  table: SearchDeps['table'],
  rows: readonly { id: string; token: number }[],
): Promise<StoredDocument[]> {
  const documents = await readEach(
    table,
    rows.map(({ id }) => id),
  );
  return documents.flatMap((document, i) =>
    document !== undefined && document.applied.token === rows[i]?.token ? [document] : [],
  );
}
