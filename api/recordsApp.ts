/** The API's questions to the records. Search over the texts, which needs LanceDB, is the `search` function's. */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { PlaceUpload } from '../core/ports/uploads.ts';
import type { Ports } from '../core/protocol/ports.ts';
import type { CursorKeys } from './http/cursorKeys.ts';
import { type ApiDeps, type RouteFacts, unknownRoute } from './http/route.ts';
import { changes } from './routes/changes.ts';
import { documentMentions, documentText } from './routes/documentParts.ts';
import { document, documentFeeds, documents } from './routes/documents.ts';
import { documentTrace } from './routes/documentTrace.ts';
import { documentVersions } from './routes/documentVersions.ts';
import { entities, entity, entityDocuments, entityFeeds } from './routes/entities.ts';
import { entityCoMentions, entityTimeline } from './routes/entityParts.ts';
import { graph } from './routes/graph.ts';
import { type Depth, healthRoute } from './routes/health.ts';
import { openApi } from './routes/openApi.ts';
import { paths } from './routes/paths.ts';
import { quarantine } from './routes/quarantine.ts';
import { redrive } from './routes/redrive.ts';
import { uploads } from './routes/uploads.ts';

export interface QueryDeps
  extends ApiDeps,
    Pick<Ports, 'table' | 'inbox' | 'read' | 'archive' | 'clock' | 'queues'> {
  /** How much is not done yet. May wait until the start sweep has hinted. */
  health: () => Promise<Depth>;
  /** How many seconds after its time a change may still be on its way into the table. */
  changesSettleSeconds: number;
  /** Where files may be put to. */
  placeUpload: PlaceUpload;
  /** Sign cursors. */
  cursorKeys: CursorKeys;
  /** What search answers: `/openapi.json` tells of that too. */
  elsewhere: () => Promise<readonly { facts: RouteFacts }[]>;
}

export const queryRoutes = [
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

/** What answers to all that search does not, and says so where there is nothing. In one server with search it is mounted last. */
export function queryApp(deps: QueryDeps): Hono {
  const app = new Hono();
  app.use(compress());
  for (const route of [...queryRoutes, openApi(async () => [...queryRoutes, ...(await deps.elsewhere())])])
    route.add(app, deps);
  app.all('*', unknownRoute(deps.log));
  return app;
}
