/** What an export is: a question, the form it is written in, and its pages one after the other. */
import * as z from 'zod';
import type { ExportFile } from '../../core/ports/exportFiles.ts';
import type { Table } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { readDocument, type StoredDocument } from '../../core/queries/documents.ts';
import { membersOfEach } from '../../core/queries/identity.ts';
import type { SearchDeps } from '../deps.ts';
import { readParameters } from '../http/parameters.ts';
import { parameterProblem } from '../http/problem.ts';
import { documentFilters, filterOf } from '../routes/documents.ts';
import { searchText, understood } from '../searchRoutes/search.ts';
import { type Selection, select } from '../selection.ts';
import { type Exported, publishedOf, readArchived } from './exported.ts';
import { type ExportFormat, exportFormatNames, exportFormats } from './formats.ts';

const readAtOnce = 16;

const format = z.enum(exportFormatNames).describe(`one of ${exportFormatNames.join(', ')}`);
export const exportParameters = { format, q: searchText.optional(), ...documentFilters };
type Asked = z.output<z.ZodObject<typeof exportParameters>>;

export interface Question {
  format: ExportFormat;
  selection: Selection;
  file: ExportFile;
}

/** @throws HttpProblem 400 where both a search and filters are asked for, or one is faulty */
export async function questionOf(table: Table, { format: name, q, ...filters }: Asked): Promise<Question> {
  const { [name]: written } = exportFormats;
  const file = { name: `dateline.${written.ending}`, mediaType: written.mediaType };
  if (q === undefined)
    return {
      format: written,
      file,
      selection: { filter: filterOf(filters, await membersOfEach(table, filters.entity)) },
    };
  const other = Object.entries(filters).find(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  if (other !== undefined) {
    const allowed = 'the filters of the search language in «q»: entity:, source:, language:, from:, to:';
    throw parameterProblem(other[0], `«${other[0]}» is not for a search.`, { allowed });
  }
  return { format: written, file, selection: { query: understood(q) } };
}

/** The same of a question that was accepted before. @param url with its parameters */
export function questionFrom(table: Table, url: string): Promise<Question> {
  return questionOf(table, readParameters(url, exportParameters));
}

export interface WrittenPage {
  text: string;
  documents: number;
  /** Where to go on after it; absent after the last. */
  position?: string;
}

type ExportDeps = Pick<SearchDeps, 'table' | 'archive' | 'search'>;

/** @param after the position of a page before, of the same question */
export async function* writtenPages(
  deps: ExportDeps,
  selection: Selection,
  origin: string,
  { write }: ExportFormat,
  after?: string,
): AsyncGenerator<WrittenPage, void> {
  for await (const { documents, position } of select(deps, selection, after)) {
    const found = await mapConcurrent(readAtOnce, documents, (document) => exported(deps, document, origin));
    const whole = found.filter((each) => each !== undefined);
    yield {
      text: whole.map(write).join(''),
      documents: whole.length,
      ...(position !== undefined && { position }),
    };
  }
}

/** Where a document was written again while we read, what it is now; `undefined` where it went. */
async function exported(
  { table, archive }: ExportDeps,
  seen: StoredDocument,
  origin: string,
): Promise<Exported | undefined> {
  let document: StoredDocument | undefined = seen;
  let archived = await readArchived(archive, document);
  if (archived === undefined) {
    document = await readDocument(table, seen.doc, { consistent: true });
    archived = document && (await readArchived(archive, document));
    if (document !== undefined && archived === undefined)
      throw new Error(`the archive has lost what document ${seen.doc} stands on`);
  }
  return (
    document && archived && { document, ...archived, published: publishedOf(origin, document, archived) }
  );
}
