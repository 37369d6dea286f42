/** Serves the HTTP API on this machine. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { StartError } from '../runtime/local/faults.ts';

export const loopback = '127.0.0.1';

/**
 * Protects a server without API keys against web pages that are open in a browser. A page can send requests
 * to this machine, even under a host name of its own (DNS rebinding). So this refuses any request whose
 * `Host` is not this server, or whose `Origin` is another site. With API keys there is no need: such a page
 * has no key.
 */
export function refuseOtherSites(app: Hono, port: () => number): Hono {
  const outer = new Hono();
  outer.use(async (context, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`, `[::1]:${port()}`];
    const origin = context.req.header('origin');
    const requested = context.req.header('host') ?? '';
    const sameOrigin = origin === undefined || hosts.some((host) => origin === `http://${host}`);
    if (hosts.includes(requested) && sameOrigin) return next();
    const detail = `This API accepts only requests for ${hosts.join(', ')}, and none from other sites.`;
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

/**
 * @param port 0 picks any free port
 * @throws StartError if the port is taken or the host is not an address of this machine
 */
export async function listen(
  app: Hono,
  { host, port: requestedPort }: { host: string; port: number },
): Promise<RunningServer> {
  let port = requestedPort;
  const server = serve({
    fetch: host === loopback ? refuseOtherSites(app, () => port).fetch : app.fetch,
    hostname: host,
    port: requestedPort,
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartError(listenProblem(error.code, host, requestedPort)));
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

function listenProblem(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `${host} is not an address of this machine; set DATELINE_HOST to one that is.`;
  const problem =
    code === 'EADDRINUSE' ? 'is taken by another program' : `does not accept a server (${code})`;
  return `Port ${port} ${problem}; set DATELINE_PORT to a free one.`;
}
