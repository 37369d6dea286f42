/** Writes an export page by page: selects its documents, reads each whole and formats it. */
import * as z from 'zod';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { ReadAuthority } from '../../core/queries/authority.ts';
import {
  type DocumentFilter,
  readDocument,
  readDocuments,
  type StoredDocument,
} from '../../core/queries/documents.ts';
import type { ParsedQuery } from '../../core/search/queryLanguage.ts';
import { readCurrentDocuments } from '../documents/currentDocuments.ts';
import { lostInArchive } from '../http/problem.ts';
import { toCondition } from '../searchRoutes/searchQuery.ts';
import { type ExportedDocument, readArchivedDocument } from './exportedDocument.ts';
import type { ExportQuery } from './exportQuery.ts';
import { toPublishedDocument } from './publishedDocument.ts';

export interface ExportPage {
  text: string;
  documents: number;
  /** Where the next page begins; absent on the last. */
  position?: string;
}

interface SelectedPage {
  documents: StoredDocument[];
  position?: string;
}

type ExportPorts = Pick<Ports, 'table' | 'archive' | 'search'> & { authority: ReadAuthority };

const pageSize = 100;
const concurrentReads = 16;

/**
 * A document that changes in the meantime may be included or not. All others are included exactly once, but
 * those of a search whose version is cleaned up meanwhile: the rest is read from the newest one, after as
 * many hits, and may lack or repeat some.
 *
 * @param origin of this API's own URLs in the file
 * @param after the position of an earlier page of the same export
 */
export async function* exportPages(
  ports: ExportPorts,
  { selection, format }: ExportQuery,
  origin: string,
  after?: string,
): AsyncGenerator<ExportPage, void> {
  const pages =
    'search' in selection
      ? selectBySearch(ports, selection.search, after)
      : selectByFilter(ports, selection.filter, after);
  for await (const { documents, position } of pages) {
    const read = await mapConcurrent(concurrentReads, documents, (document) =>
      readExportedDocument(ports, document, origin),
    );
    const exported = read.filter((each) => each !== undefined);
    yield {
      text: exported.map(format.write).join(''),
      documents: exported.length,
      ...(position !== undefined && { position }),
    };
  }
}

async function* selectByFilter(
  { table }: ExportPorts,
  filter: DocumentFilter,
  start?: string,
): AsyncGenerator<SelectedPage, void> {
  let after = start;
  do {
    const { documents, next } = await readDocuments(table, filter, { after, limit: pageSize });
    yield { documents, ...(next !== undefined && { position: next }) };
    after = next;
  } while (after !== undefined);
}

/** How many hits the pages before had, and the version of the search table. */
const hitPosition = z.tuple([z.number().int(), z.string()]);

async function* selectBySearch(
  { table, search, authority }: ExportPorts,
  query: ParsedQuery,
  start?: string,
): AsyncGenerator<SelectedPage, void> {
  const where = await toCondition({ table, authority }, query);
  let [offset, version]: [number, string | undefined] =
    start === undefined ? [0, undefined] : hitPosition.parse(JSON.parse(start));
  for (let more = true; more; ) {
    const page = await search.query({
      where,
      order: 'newest',
      limit: pageSize,
      offset,
      ...(version !== undefined && { version }),
    });
    version = page.version;
    offset += pageSize;
    more = offset < page.total;
    yield {
      documents: await readCurrentDocuments(table, page.hits),
      ...(more && { position: JSON.stringify([offset, version]) }),
    };
  }
}

/** If the document was written again in the meantime, its new state; `undefined` if it was removed. */
async function readExportedDocument(
  { table, archive }: ExportPorts,
  selected: StoredDocument,
  origin: string,
): Promise<ExportedDocument | undefined> {
  let document: StoredDocument | undefined = selected;
  let archived = await readArchivedDocument(archive, document);
  if (archived === undefined) {
    document = await readDocument(table, selected.doc, { consistent: true });
    if (document === undefined) return undefined;
    archived = await readArchivedDocument(archive, document);
    if (archived === undefined) throw lostInArchive();
  }
  return { document, ...archived, published: toPublishedDocument(origin, document, archived) };
}
