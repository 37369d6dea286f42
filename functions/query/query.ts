/** The API's questions to the records. Search over the texts, which needs LanceDB, is the `search` function's. */
import { Hono } from 'hono';
import type { Ports } from '../../core/ports.ts';
import type { Secret } from './cursor.ts';
import { unknownRoute } from './route.ts';
import { changesRoute } from './routes/changes.ts';
import { documentPartRoutes } from './routes/documentParts.ts';
import { documentRoutes } from './routes/documents.ts';
import { documentVersionRoute } from './routes/documentVersions.ts';
import { entityRoutes } from './routes/entities.ts';
import { entityPartRoutes } from './routes/entityParts.ts';
import { type Depth, healthRoute } from './routes/health.ts';
import { quarantineRoute } from './routes/quarantine.ts';

export interface QueryDeps extends Pick<Ports, 'table' | 'inbox' | 'read' | 'archive' | 'clock' | 'log'> {
  /** How much is not done yet. May wait until the start sweep has hinted. */
  health: () => Promise<Depth>;
  /** How many seconds after its time a change may still be on its way into the table. */
  changesSettleSeconds: number;
  /** Signs cursors. */
  cursorSecret: Secret;
}

/** What answers to all of `/v1` but search, and says so where there is nothing. In one server with search it is mounted last. */
export function queryApp(deps: QueryDeps): Hono {
  const app = new Hono();
  healthRoute(app, deps);
  documentRoutes(app, deps);
  documentPartRoutes(app, deps);
  documentVersionRoute(app, deps);
  entityRoutes(app, deps);
  entityPartRoutes(app, deps);
  changesRoute(app, deps);
  quarantineRoute(app, deps);
  app.all('*', unknownRoute(deps.log));
  return app;
}
