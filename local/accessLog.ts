/**
 * A line of JSON per request, on a server that others reach. It has neither the path nor the query, which may
 * name people, but the route with its variables: `GET /v1/entities/:type/:slug`. On AWS, API Gateway writes
 * the same fields.
 */
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Mounted } from '../api/app.ts';
import { callerOf } from '../api/http/admission.ts';
import type { Clock } from '../core/ports/clock.ts';
import { escapeJsonForTerminal } from '../core/text/escapeForTerminal.ts';
import { loopback } from './server.ts';

/** Longer than any address. */
const longestAddress = 64;

/** Mount it before the routes. */
export function accessLog(clock: Clock, write: (line: string) => unknown): Mounted {
  return (app) =>
    app.use(async (c, next) => {
      const [time, started] = [new Date(clock()).toISOString(), performance.now()];
      await next();
      const line = JSON.stringify({
        time,
        ip: addressOf(c),
        caller: callerOf(c),
        method: c.req.method,
        route: routeOf(c),
        status: c.res.status,
        bytes: Number(c.res.headers.get('content-length') ?? Number.NaN) || undefined,
        /** Until the answer begins: an export goes on for longer. */
        milliseconds: Math.round(performance.now() - started),
      });
      write(`${escapeJsonForTerminal(line)}\n`);
    });
}

/** Who is connected; if that is a proxy on this machine, whom the proxy saw last. */
function addressOf(c: Context): string | undefined {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  const address = incoming?.socket.remoteAddress?.replace(/^::ffff:/, '');
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, longestAddress);
  return address === loopback || address === '::1' ? (forwarded ?? address) : address;
}

/** The pattern of the route that answered; `undefined` if there is none for the path. */
function routeOf(c: Context): string | undefined {
  return matchedRoutes(c).find(({ path }) => path !== '*' && path !== '/*')?.path;
}
