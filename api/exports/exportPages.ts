/** Writes an export page by page: selects its documents, reads each whole and formats it. */
import * as z from 'zod';
import { groupsOf } from '../../core/groupsOf.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import type { SearchListing, SearchPlace } from '../../core/ports/searchListing.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import {
  type DocumentFilter,
  readDocument,
  readDocuments,
  type StoredDocument,
} from '../../core/queries/documents.ts';
import { readCurrentDocuments } from '../documents/currentDocuments.ts';
import { lostInArchive } from '../http/problem.ts';
import { type ExportedDocument, readArchivedDocument } from './exportedDocument.ts';
import type { ExportQuery } from './exportQuery.ts';
import { toPublishedDocument } from './publishedDocument.ts';

export interface ExportPage {
  text: string;
  documents: number;
  /** Where the next page begins; absent where there is none. */
  position?: string;
}

interface SelectedPage {
  documents: StoredDocument[];
  position?: string;
}

type ExportPorts = Pick<Ports, 'table' | 'archive' | 'clock'> & { search: SearchListing };

const pageSize = 100;
/** Hits that are listed at a time, and how long a list is used: each costs a search of some days. */
const listedAtOnce = 20 * pageSize;
const listedMilliseconds = 10_000;
const concurrentReads = 16;

/**
 * Documents come newest first, by places that do not change while they stay as they are, and a page goes on
 * after the last one. So each that is there from begin to end is included once, whatever comes and goes; one
 * that changes meanwhile may be missing, or included twice if it moves to an older time.
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

/** The day and the id of the last hit of the page before. */
const hitPosition = z.tuple([z.string(), z.string()]);

async function* selectBySearch(
  { table, search, clock }: ExportPorts,
  where: SearchCondition,
  start?: string,
): AsyncGenerator<SelectedPage, void> {
  let after = start === undefined ? undefined : placeAt(start);
  for (;;) {
    const hits = await search.list(where, { after, limit: listedAtOnce });
    const listed = clock();
    const last = hits.at(-1) ?? after;
    for (const page of groupsOf(hits, pageSize)) {
      after = page.at(-1) ?? after;
      const documents = await readCurrentDocuments(table, page);
      yield { documents, ...(after !== undefined && { position: positionOf(after) }) };
      if (clock() - listed > listedMilliseconds) break;
    }
    if (hits.length < listedAtOnce && after === last) return;
  }
}

const positionOf = ({ published, id }: SearchPlace): string => JSON.stringify([published, id]);

function placeAt(position: string): SearchPlace {
  const [published, id] = hitPosition.parse(JSON.parse(position));
  return { published, id };
}

/** If the document was written again in the meantime, its new state; `undefined` if it was removed. */
async function readExportedDocument(
  ports: ExportPorts,
  selected: StoredDocument,
  origin: string,
): Promise<ExportedDocument | undefined> {
  let document: StoredDocument | undefined = selected;
  let archived = await readArchivedDocument(ports, document);
  if (archived === undefined) {
    document = await readDocument(ports.table, selected.doc, { consistent: true });
    if (document === undefined) return undefined;
    archived = await readArchivedDocument(ports, document);
    if (archived === undefined) throw lostInArchive();
  }
  return { document, ...archived, published: toPublishedDocument(origin, document, archived) };
}
