/** The HTTP API on this machine: `query` and `search` in one server, on the loopback address alone. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { StartFault } from './faults.ts';

const host = '127.0.0.1';

/**
 * A page that a browser has open may send requests here, even by a name of its own that it points at this machine (DNS rebinding); so
 * the host asked for must be this one, and a request that says where it comes from must come from here.
 */
export function guarded(app: Hono, port: number): Hono {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]);
  const origins = new Set([...hosts].map((name) => `http://${name}`));
  const outer = new Hono();
  outer.use(async (context, next) => {
    const origin = context.req.header('origin');
    const asked = context.req.header('host') ?? '';
    if (hosts.has(asked) && (origin === undefined || origins.has(origin))) return next();
    const problem = { type: 'about:blank', title: 'Forbidden', status: 403, detail: `This API answers to ${[...hosts].join(', ')} only, and to no other site's pages.` };
    return context.json(problem, 403, { 'content-type': 'application/problem+json' });
  });
  outer.route('/', app);
  return outer;
}

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

/** @throws StartFault where the port is taken */
export async function listen(app: Hono, port: number): Promise<RunningServer> {
  const server = serve({ fetch: guarded(app, port).fetch, hostname: host, port }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? `Port ${port} is taken by another program` : `Port ${port} cannot be listened on (${error.code})`;
      reject(new StartFault(`${taken}; set DATELINE_PORT to a free one.`));
    });
  });
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
