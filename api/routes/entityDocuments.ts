/** GET /v1/entities/{type}/{slug}/documents and the feeds of an entity */
import { roles } from '../../core/entities/data/roles.ts';
import { findMemberIds } from '../../core/queries/names/memberIds.ts';
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
import { entityIdFromPath, noSuchEntity, readMemberIds } from '../entities/entityFromPath.ts';
import { readEntityNames } from '../entities/entityName.ts';
import { feedRoutes } from '../feeds/feedRoutes.ts';
import { choiceParameter, limitParameter } from '../http/parameterSchemas.ts';
import { route } from '../http/route.ts';

export const entityDocumentsRoute = route(
  {
    path: '/v1/entities/:type/:slug/documents',
    summary: 'Documents that mention an entity, newest first.',
    /** `role`: the field that a title before the entity's name belongs to. */
    parameters: { ...documentListParameters, role: choiceParameter(roles).optional() },
    responses: documentListResponses,
    redirect: collapsedRedirect,
  },
  async (c, params, dependencies: RecordsDependencies) => {
    const [id = ''] = await readMemberIds(dependencies, entityIdFromPath(c));
    return respondWithDocuments(c, dependencies, params, [id, ...params.entity]);
  },
);

export const entityFeedRoutes = feedRoutes(
  {
    path: '/v1/entities/:type/:slug',
    what: 'the newest documents that mention an entity.',
    parameters: { ...documentFilterParameters, order: feedOrderParameter, limit: limitParameter },
  },
  async (c, params, dependencies: RecordsDependencies) => {
    const { table } = dependencies;
    const [id] = (await findMemberIds(dependencies, entityIdFromPath(c))) ?? [];
    if (id === undefined) throw noSuchEntity();
    const { name } = (await readEntityNames(table, [id]))(id);
    return {
      title: `Dateline: ${name}`,
      documents: await readNewestDocuments(dependencies, params, [id, ...params.entity]),
    };
  },
);
