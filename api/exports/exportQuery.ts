/** What an export contains and in which format: read from the parameters of `/v1/exports`. */
import type * as z from 'zod';
import type { ExportFile } from '../../core/ports/exportFiles.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import type { DocumentFilter } from '../../core/queries/documents.ts';
import type { EntityReader } from '../../core/queries/names/memberIds.ts';
import { queryFields } from '../../core/search/queryTokens.ts';
import { documentFilterParameters, toDocumentFilter } from '../documents/documentFilters.ts';
import { choiceParameter } from '../http/parameterSchemas.ts';
import { readParameters } from '../http/parameters.ts';
import { combinationProblem } from '../http/problem.ts';
import { parseSearchText, searchTextParameter, toCondition } from '../searchRoutes/searchQuery.ts';
import { type ExportFormat, exportFormatNames, exportFormats } from './formats.ts';

export const exportParameters = {
  format: choiceParameter(exportFormatNames),
  q: searchTextParameter.optional(),
  ...documentFilterParameters,
};
type ExportParams = z.output<z.ZodObject<typeof exportParameters>>;

export interface ExportQuery {
  format: ExportFormat;
  /** The documents: those that a search finds, or those that pass filters. */
  selection: { search: SearchCondition } | { filter: DocumentFilter };
  /** Name and media type of the file. */
  file: ExportFile;
}

/** @throws HttpProblem 400 for a search together with filters, and if either is invalid */
export async function toExportQuery(
  reader: EntityReader,
  { format: name, q, ...filters }: ExportParams,
): Promise<ExportQuery> {
  const format: ExportFormat = exportFormats[name];
  const file = { name: `dateline.${format.extension}`, mediaType: format.mediaType };
  if (q === undefined)
    return { format, file, selection: { filter: await toDocumentFilter(reader, filters) } };
  const filter = Object.entries(filters).find(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  if (filter !== undefined)
    throw combinationProblem(
      filter[0],
      'a search',
      `the filters of the search language in 'q': ${queryFields.map((each) => `${each}:`).join(' ')}`,
    );
  return { format, file, selection: { search: await toCondition(reader, parseSearchText(q)) } };
}

/** The query of an export that was accepted before, from its URL with parameters. */
export function parseExportUrl(reader: EntityReader, url: string): Promise<ExportQuery> {
  return toExportQuery(reader, readParameters(url, exportParameters));
}
