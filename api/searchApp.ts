/** The part of the API that needs the search table. It alone (with `index`) carries LanceDB. */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Ports } from '../core/protocol/ports.ts';
import type { CursorKeys } from './http/cursorKeys.ts';
import { type ApiDeps, unknownRoute } from './http/route.ts';
import { cost } from './searchRoutes/cost.ts';
import { type Delivery, exportRoute } from './searchRoutes/exports.ts';
import { reprints } from './searchRoutes/reprints.ts';
import { search, searchFeeds } from './searchRoutes/search.ts';
import { stats } from './searchRoutes/stats.ts';
import { stories } from './searchRoutes/stories.ts';
import { trends } from './searchRoutes/trends.ts';

export interface SearchDeps extends ApiDeps, Pick<Ports, 'search' | 'table' | 'archive' | 'clock'> {
  /** Sign cursors. */
  cursorKeys: CursorKeys;
  /** How an export gets to whoever asked for it. */
  deliver: Delivery;
}

export const searchRoutes = [search, ...searchFeeds, reprints, stories, trends, exportRoute, stats, cost];

/** In one server with `queryApp` it is mounted before it, which answers for all the rest. */
export function searchApp(deps: SearchDeps): Hono {
  const app = new Hono();
  app.use(compress());
  for (const route of searchRoutes) route.add(app, deps);
  app.notFound(unknownRoute(deps.log));
  return app;
}
