/** The HTTP API on this machine: `query` and `search` in one server, on the loopback address unless another is asked for. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { StartFault } from '../runtime/local/faults.ts';

export const loopback = '127.0.0.1';

/**
 * A page that a browser has open may send requests here, even by a name of its own that it points at this machine (DNS rebinding); so
 * the host asked for must be this one, and a request that says where it comes from must come from here. Where keys are required, there is no need:
 * such a page has none.
 */
export function guarded(app: Hono, port: () => number): Hono {
  const outer = new Hono();
  outer.use(async (context, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`, `[::1]:${port()}`];
    const origin = context.req.header('origin');
    const asked = context.req.header('host') ?? '';
    if (hosts.includes(asked) && (origin === undefined || hosts.some((each) => origin === `http://${each}`)))
      return next();
    const detail = `This API answers to ${hosts.join(', ')} only, and to no other site's pages.`;
    const problem = { type: 'about:blank', title: 'Forbidden', status: 403, detail };
    return context.json(problem, 403, { 'content-type': 'application/problem+json' });
  });
  outer.route('/', app);
  return outer;
}

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

/** Port 0 takes any free one. @throws StartFault where the port is taken, or the address is not this machine's */
export async function listen(
  app: Hono,
  { host, port: wanted }: { host: string; port: number },
): Promise<RunningServer> {
  let port = wanted;
  const server = serve({
    fetch: host === loopback ? guarded(app, () => port).fetch : app.fetch,
    hostname: host,
    port: wanted,
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken =
        error.code === 'EADDRINUSE'
          ? `Port ${wanted} is taken by another program`
          : `Port ${wanted} cannot be listened on (${error.code})`;
      const elsewhere =
        error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN';
      const fault = elsewhere
        ? `${host} is no address of this machine; set DATELINE_HOST to one that is.`
        : `${taken}; set DATELINE_PORT to a free one.`;
      reject(new StartFault(fault));
    });
  });
  port = (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
