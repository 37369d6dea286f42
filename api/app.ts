/** Assembles the HTTP API. Every runtime and every test calls `assembleApi` with the routes it serves. */
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Log } from '../core/ports/log.ts';
import { type Route, unknownRoute } from './http/route.ts';

/** A list of routes together with what they depend on. */
export type Mounted = (app: Hono) => unknown;

export function mount<D>(routes: readonly Route<D>[], deps: D): Mounted {
  return (app) => {
    for (const route of routes) route.add(app, deps);
  };
}

/** Serves the mounted routes; any other path is answered with a 404 problem. */
export function assembleApi(log: Log, ...mounted: readonly Mounted[]): Hono {
  const app = new Hono();
  app.use(compress());
  for (const add of mounted) add(app);
  app.all('*', unknownRoute(log));
  return app;
}
