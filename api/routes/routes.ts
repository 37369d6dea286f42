/** The routes that read the records: every route that needs no search table. */
import type { RecordsDependencies } from '../dependencies.ts';
import type { Route } from '../http/route.ts';
import { changesRoute } from './changes.ts';
import { decideRoute, decisionsRoute } from './decisions.ts';
import { documentRoute } from './document.ts';
import { documentMentionsRoute } from './documentMentions.ts';
import { documentsFeedRoutes, documentsRoute } from './documents.ts';
import { documentTextRoute } from './documentText.ts';
import { documentTraceRoute } from './documentTrace.ts';
import { documentVersionsRoute } from './documentVersions.ts';
import { entityRoute } from './entity.ts';
import { entityCoMentionsRoute } from './entityCoMentions.ts';
import { entityDocumentsRoute, entityFeedRoutes } from './entityDocuments.ts';
import { entityLinksRoute } from './entityLinks.ts';
import { entitySpellingsRoute } from './entitySpellings.ts';
import { entityTimelineRoute } from './entityTimeline.ts';
import { graphRoute } from './graph.ts';
import { healthRoute } from './health.ts';
import { openApiRoute } from './openApi.ts';
import { pathsRoute } from './paths.ts';
import { quarantineRoute } from './quarantine.ts';
import { redriveRoute } from './redrive.ts';
import { uploadOutcomeRoute } from './uploadOutcome.ts';
import { uploadsRoute } from './uploads.ts';

const describedRoutes: readonly Route<RecordsDependencies>[] = [
  healthRoute,
  documentsRoute,
  ...documentsFeedRoutes, // before documentRoute, whose path matches theirs
  documentRoute,
  documentTextRoute,
  documentMentionsRoute,
  documentVersionsRoute,
  documentTraceRoute,
  entityRoute,
  entityDocumentsRoute,
  entityTimelineRoute,
  entityLinksRoute,
  entitySpellingsRoute,
  entityCoMentionsRoute,
  ...entityFeedRoutes,
  graphRoute,
  pathsRoute,
  changesRoute,
  decisionsRoute,
  decideRoute,
  quarantineRoute,
  redriveRoute,
  uploadsRoute,
  uploadOutcomeRoute,
];

/** `/openapi.json` also describes the search routes, which only the `search` function serves on AWS. */
export const recordsRoutes: readonly Route<RecordsDependencies>[] = [
  ...describedRoutes,
  openApiRoute(async ({ searchRoutes }: RecordsDependencies) => [
    ...describedRoutes,
    ...(await searchRoutes()),
  ]),
];
