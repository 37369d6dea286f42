/** GET /v1/documents and its feeds */
import type { RecordsDependencies } from '../dependencies.ts';
import {
  documentFilterParameters,
  feedOrderParameter,
  readNewestDocuments,
} from '../documents/documentFilters.ts';
import {
  collapsedRedirect,
  documentListParameters,
  documentListResponses,
  respondWithDocuments,
} from '../documents/documentList.ts';
import { feedRoutes } from '../feeds/feedRoutes.ts';
import { limitParameter } from '../http/parameterSchemas.ts';
import { route } from '../http/route.ts';

export const documentsRoute = route(
  {
    path: '/v1/documents',
    summary: 'Documents that pass all filters, newest first, undated last.',
    parameters: documentListParameters,
    responses: documentListResponses,
    redirect: collapsedRedirect,
  },
  async (c, params, dependencies: RecordsDependencies) => respondWithDocuments(c, dependencies, params),
);

export const documentsFeedRoutes = feedRoutes(
  {
    path: '/v1/documents',
    what: 'the newest documents that pass all filters.',
    parameters: { ...documentFilterParameters, order: feedOrderParameter, limit: limitParameter },
  },
  async (_c, params, dependencies: RecordsDependencies) => ({
    title: 'Dateline: documents',
    documents: await readNewestDocuments(dependencies, params),
  }),
);
