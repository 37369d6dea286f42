/** Serves the HTTP API on this machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener, type HttpBindings, RequestError } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { allowOrigins } from '../api/http/crossOrigin.ts';
import { type Problem, problemMediaType } from '../api/http/problem.ts';
import { securityHeaders } from '../api/http/securityHeaders.ts';
import { uploadSeconds } from '../core/ports/uploads.ts';
import { StartError } from '../runtime/local/faults.ts';
import { inTurnsOfRequests } from '../runtime/local/turns.ts';
import { refuseForeignRequests } from './foreignRequests.ts';

export const loopback = '127.0.0.1';

/** How a server is reached. */
export interface Reach {
  /** The address to listen on. */
  host: string;
  /** What its addresses begin with, if others reach it through a proxy: `https://news.example`. */
  origin?: string | undefined;
}

/** Whether a server answers its own machine alone. Any other server requires API keys. */
export function isPrivate({ host, origin }: Reach): boolean {
  return host === loopback && origin === undefined;
}

/**
 * The origin of this API's own URLs: the address that the connection reached, or the one that was
 * configured for a server behind a proxy. Never the `Host` header, which a client may set to any name.
 */
export function originOf(configured: string | undefined): (c: Context) => string {
  return ({ env }: Context<{ Bindings: HttpBindings }>) => {
    if (configured !== undefined) return configured;
    const { localAddress = loopback, localPort } = env.incoming.socket;
    return `http://${inUrl(localAddress.replace(/^::ffff:/, ''))}:${localPort}`;
  };
}

/** An IPv6 address has brackets there. */
function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

export interface ListenOptions extends Reach {
  port: number;
  /** The origins of pages that may ask the API in a browser. */
  corsOrigins?: readonly string[];
  settings?: ListenSettings;
}

/** What a user sets to have it otherwise. */
export interface ListenSettings {
  host: string;
  port: string;
  /** To serve others through a proxy, as the end of a sentence. */
  proxy: string;
}

const variables: ListenSettings = {
  host: 'DATELINE_HOST',
  port: 'DATELINE_PORT',
  proxy: 'set DATELINE_ORIGIN to the address that they use, and make keys with "dateline keys"',
};

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
  { host, origin, port: requestedPort, corsOrigins = [], settings = variables }: ListenOptions,
): Promise<RunningServer> {
  let port = requestedPort;
  const open = corsOrigins.length === 0 ? app : new Hono().use(allowOrigins(corsOrigins)).route('/', app);
  const outer = isPrivate({ host, origin })
    ? refuseForeignRequests(open, { port: () => port, origins: corsOrigins, proxy: settings.proxy })
    : open;
  const server = createServer(
    // A large file may come over a slow line, for as long as its address is valid.
    { requestTimeout: uploadSeconds * 1000 },
    getRequestListener((request, env) => inTurnsOfRequests(() => outer.fetch(request, env)), {
      hostname: host,
      errorHandler: refuseUnaddressed,
    }),
  );
  server.listen(requestedPort, host);
  server.on('clientError', refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartError(listenProblem(error.code, host, requestedPort, settings)));
    });
  });
  port = (server.address() as AddressInfo).port;
  return {
    url: `http://${inUrl(host)}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Refusal {
  status: number;
  title: string;
  detail: string;
}

const refusalOf: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'Request Header Fields Too Large',
    detail: 'The address and the headers together have more than 16 KB.',
  },
  HPE_INVALID_URL: {
    status: 400,
    title: 'Bad Request',
    detail: 'The address has a character that must be percent-encoded there: ö is %C3%B6.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    title: 'Content Too Large',
    detail: 'The extensions of a chunk have more than 16 KB.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request Timeout',
    detail: 'The request did not come to its end.',
  },
};
const malformed: Refusal = {
  status: 400,
  title: 'Bad Request',
  detail: 'This is not a request in HTTP/1.1.',
};

const unaddressed: Refusal = {
  status: 400,
  title: 'Bad Request',
  detail: 'The header Host and the target of the request make no address.',
};
const fault: Refusal = { status: 500, title: 'Internal Server Error', detail: 'Something went wrong.' };

const bodyOf = (refusal: Refusal) => JSON.stringify({ type: 'about:blank', ...refusal } satisfies Problem);
const problemHeaders = { ...securityHeaders, 'content-type': problemMediaType };

/** Answers a request that has no address for the app, which itself answers all others. */
function refuseUnaddressed(error: unknown): Response {
  const refusal = error instanceof RequestError ? unaddressed : fault;
  return new Response(bodyOf(refusal), { status: refusal.status, headers: problemHeaders });
}

/** Answers what is no HTTP request with a problem, as it answers all others. */
function refuseMalformed({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const refusal = refusalOf[code] ?? malformed;
  const body = bodyOf(refusal);
  const headers = { ...problemHeaders, connection: 'close', 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${refusal.status} ${refusal.title}`, ...lines, '', body].join('\r\n'));
}

/** One sentence for the user. */
export function listenProblem(
  code: string | undefined,
  host: string,
  port: number,
  settings: ListenSettings = variables,
): string {
  if (code === 'EACCES')
    return (
      `The operating system does not allow this user to open port ${port}; ` +
      `set ${settings.port} to a port from 1024 to 65535.`
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `${host} is not an address of this machine; set ${settings.host} to one that is.`;
  const problem =
    code === 'EADDRINUSE' ? 'is taken by another program' : `does not accept a server (${code})`;
  return `Port ${port} ${problem}; set ${settings.port} to a free one.`;
}
