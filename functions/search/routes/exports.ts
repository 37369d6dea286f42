/** GET /v1/exports */

import * as z from 'zod';
import type { Table } from '../../../core/ports.ts';
import { readDocument, type StoredDocument } from '../../../core/records/readDocuments.ts';
import { membersOfEach } from '../../../core/records/readIdentity.ts';
import { together } from '../../../core/together.ts';
import { answerStream } from '../../query/answer.ts';
import { type Exported, publishedOf, readArchived } from '../../query/exports/exported.ts';
import { exportFormatNames, exportFormats } from '../../query/exports/formats.ts';
import { parameterProblem } from '../../query/problem.ts';
import { route } from '../../query/route.ts';
import { documentFilters, filterOf } from '../../query/routes/documents.ts';
import type { SearchDeps } from '../search.ts';
import { type Selection, select } from '../selection.ts';
import { searchText, understood } from './search.ts';

const readAtOnce = 16;

const format = z.enum(exportFormatNames).describe(`one of ${exportFormatNames.join(', ')}`);
const parameters = { format, q: searchText.optional(), ...documentFilters };

export const exportRoute = route(
  {
    path: '/v1/exports',
    summary: 'All documents that a search or filters find, whole: as JSON lines, CSV, ninjs, JSON-LD, FollowTheMoney or Web Annotations.',
    parameters,
    answers: Object.fromEntries(Object.values(exportFormats).map(({ mediaType }) => [mediaType, z.string()])),
  },
  async (c, asked, deps: SearchDeps) => {
    const { mediaType, ending, header, write } = exportFormats[asked.format];
    const lines = written(deps, await selectionOf(deps.table, asked), new URL(c.req.url).origin, header, write);
    return answerStream(c, mediaType, `dateline.${ending}`, lines);
  },
);

/** @throws HttpProblem 400 where both are asked for, or one is faulty */
async function selectionOf(table: Table, { q, format: _, ...filters }: z.output<z.ZodObject<typeof parameters>>): Promise<Selection> {
  if (q === undefined) return { filter: filterOf(filters, await membersOfEach(table, filters.entity)) };
  const other = Object.entries(filters).find(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  if (other !== undefined) {
    const allowed = 'the filters of the search language in «q»: entity:, source:, language:, from:, to:';
    throw parameterProblem(other[0], `«${other[0]}» is not for a search.`, { allowed });
  }
  return { query: understood(q) };
}

async function* written(
  deps: SearchDeps,
  selection: Selection,
  origin: string,
  header: string,
  write: (exported: Exported) => string,
): AsyncGenerator<string, void> {
  if (header !== '') yield header;
  for await (const documents of select(deps, selection)) {
    const texts = await together(readAtOnce, documents, (document) => exported(deps, document, origin));
    for (const each of texts) if (each !== undefined) yield write(each);
  }
}

/** Where a document was written again while we read, what it is now; `undefined` where it went. */
async function exported({ table, archive }: SearchDeps, seen: StoredDocument, origin: string): Promise<Exported | undefined> {
  let document: StoredDocument | undefined = seen;
  let archived = await readArchived(archive, document);
  if (archived === undefined) {
    document = await readDocument(table, seen.doc, { consistent: true });
    archived = document && (await readArchived(archive, document));
    if (document !== undefined && archived === undefined) throw new Error(`the archive has lost what document ${seen.doc} stands on`);
  }
  return document && archived && { document, ...archived, published: publishedOf(origin, document, archived) };
}
