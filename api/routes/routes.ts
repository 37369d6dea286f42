/** The routes that read the records: every route that needs no search table. */
import type { RecordsDeps } from '../deps.ts';
import type { Route } from '../http/route.ts';
import { changes } from './changes.ts';
import { documentMentions, documentText } from './documentParts.ts';
import { document, documentFeeds, documents } from './documents.ts';
import { documentTrace } from './documentTrace.ts';
import { documentVersions } from './documentVersions.ts';
import { entities, entity, entityDocuments, entityFeeds } from './entities.ts';
import { entityCoMentions, entityTimeline } from './entityParts.ts';
import { graph } from './graph.ts';
import { healthRoute } from './health.ts';
import { openApi } from './openApi.ts';
import { paths } from './paths.ts';
import { quarantine } from './quarantine.ts';
import { redrive } from './redrive.ts';
import { uploads } from './uploads.ts';

const withoutOpenApi: readonly Route<RecordsDeps>[] = [
  healthRoute,
  documents,
  ...documentFeeds,
  document,
  documentText,
  documentMentions,
  documentVersions,
  documentTrace,
  entities,
  entity,
  entityDocuments,
  entityTimeline,
  entityCoMentions,
  ...entityFeeds,
  graph,
  paths,
  changes,
  quarantine,
  redrive,
  uploads,
];

/** `/openapi.json` describes the search routes too, which only the `search` function holds. */
export const recordsRoutes: readonly Route<RecordsDeps>[] = [
  ...withoutOpenApi,
  openApi(async ({ searchRoutes }: RecordsDeps) => [...withoutOpenApi, ...(await searchRoutes())]),
];
