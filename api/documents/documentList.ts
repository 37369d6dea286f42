/**
 * A page of documents that pass filters, as `/v1/documents` and `/v1/entities/{type}/{slug}/documents` return
 * it.
 */
import type { Context } from 'hono';
import type * as z from 'zod';
import { type DocumentFilter, documentPosition, readDocuments } from '../../core/queries/documents.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { documentFeatures, toDocumentFeature } from '../geo/documentFeatures.ts';
import { geoJsonMediaType } from '../geo/geoJson.ts';
import { negotiate } from '../http/negotiate.ts';
import { endedEarly, listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { collapseParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { redirectToCollapsed } from './collapsedList.ts';
import { documentFilterParameters, toDocumentFilter } from './documentFilters.ts';
import { documentItem, toDocumentItem } from './documentItem.ts';

export const documentListParameters = {
  ...documentFilterParameters,
  collapse: collapseParameter,
  ...pageParameters,
};
type DocumentListParams = z.output<z.ZodObject<typeof documentListParameters>>;

const documentList = listSchema(documentItem);

export const documentListResponses = {
  [jsonMediaType]: documentList,
  [geoJsonMediaType]: documentFeatures,
};

/** The 307 of a list with `collapse`. */
export const collapsedRedirect = 'With `collapse`, `Location` has the search for the same documents.';

/** @param entities all of them must be in a document; `role` applies to the first */
export async function respondWithDocuments(
  c: Context,
  { table, cursorKeys, authority }: Pick<RecordsDependencies, 'table' | 'cursorKeys' | 'authority'>,
  params: DocumentListParams & Pick<DocumentFilter, 'role'>,
  entities?: readonly string[],
): Promise<Response> {
  if (params.collapse !== undefined) return redirectToCollapsed(c, params, entities ?? params.entity);
  const type = negotiate(c.req.header('accept'), [jsonMediaType, geoJsonMediaType]);
  const filter = { ...(await toDocumentFilter({ table, authority }, params, entities)), role: params.role };
  const { after, next } = await readPageCursor(c, cursorKeys, params, documentPosition);
  const page = await readDocuments(table, filter, { after, limit: params.limit });
  const items = page.documents.map(toDocumentItem);
  const place = { next: next(page.next), partial: endedEarly(page.gaveUpAfter, 'documents') };
  const options = { type, vary: 'accept' };
  if (type === jsonMediaType) return jsonResponse(c, documentList, { items, ...place }, options);
  const known = await authority();
  const features = items.map((item) => toDocumentFeature(item, known));
  return jsonResponse(c, documentFeatures, { type: 'FeatureCollection', features, ...place }, options);
}
