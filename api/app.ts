/** Assembles the HTTP API. Every runtime and every test calls `assembleApi` with the routes it serves. */
import { Hono } from 'hono';
import { COMPRESSIBLE_CONTENT_TYPE_REGEX, compress } from 'hono/compress';
import type { Log } from '../core/ports/log.ts';
import { failureResponse, type Route, unknownRoute } from './http/route.ts';
import { withSecurityHeaders } from './http/securityHeaders.ts';

/** Adds routes, already bound to their dependencies, to the app. */
export type Mounted = (app: Hono) => unknown;

/** Binds routes to their dependencies. */
export function mount<D>(routes: readonly Route<D>[], dependencies: D): Mounted {
  return (app) => {
    for (const route of routes) route.add(app, dependencies);
  };
}

/** What is text, also exports in lines of JSON, which Hono does not count among it. */
const isText = (type: string) =>
  /^application\/jsonl\b/.test(type) || COMPRESSIBLE_CONTENT_TYPE_REGEX.test(type);

/**
 * Serves the mounted routes and answers any other path with a 404 problem. Every response has the security
 * headers, also one that no route made.
 */
export function assembleApi(log: Log, ...mounted: readonly Mounted[]): Hono {
  const app = new Hono();
  app.use(withSecurityHeaders);
  app.use(compress({ contentTypeFilter: isText }));
  for (const addRoutes of mounted) addRoutes(app);
  app.all('*', unknownRoute(log));
  app.onError((error, c) => failureResponse(log, c, '*', error));
  return app;
}
