/**
 * Serves the console at `/`: static files and no data. Which view it shows stands in the fragment of the
 * address, which no browser sends, so that logs never have what somebody looked at.
 */
import type { Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { hash } from '../../core/hash.ts';
import type { ConsoleFile, ReadConsole } from './consoleFiles.ts';

/** Where the files of the page are, as Hono writes it. `consoleRoutes` has all paths. */
const filesPath = '/console/:file';

/** The paths of the console, as OpenAPI and API Gateway write them. They need no key. */
export const consolePaths = ['/', '/console/{file}'] as const;

/**
 * What the page may do in a browser: run its own files, style itself by them, and ask this server. Nothing
 * inline; and no string becomes markup or code (Trusted Types).
 *
 * @param uploadOrigins where files are uploaded to, if not to this server
 */
export function consolePolicy(uploadOrigins: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${["'self'", ...uploadOrigins].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Mounts the console. */
export function serveConsole(read: ReadConsole, uploadOrigins?: readonly string[]) {
  const policy = consolePolicy(uploadOrigins);
  const answer = async (c: Context, next: () => Promise<void>): Promise<Response | undefined> => {
    const file = (await read()).find(({ path }) => path === c.req.path);
    if (file === undefined) {
      await next();
      return undefined;
    }
    return fileResponse(c, file, policy);
  };
  return (app: Hono): void => {
    app.get('/', answer);
    app.get(filesPath, answer);
  };
}

function fileResponse(c: Context, file: ConsoleFile, policy: string): Response {
  const isPage = file.path === '/';
  const etag = `"${hash(policy, file.gzip)}"`;
  const headers = {
    // A new deployment has another page; its files have other names.
    'cache-control': isPage ? 'no-cache' : 'public, max-age=31536000, immutable',
    etag,
    vary: 'accept-encoding',
    ...(isPage && { 'content-security-policy': policy, 'cross-origin-opener-policy': 'same-origin' }),
  };
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers);
  const coding = acceptedCoding(c);
  const body =
    coding === 'br'
      ? file.brotli
      : coding === 'gzip'
        ? file.gzip
        : new Blob([file.gzip]).stream().pipeThrough(new DecompressionStream('gzip'));
  return c.body(body, 200, {
    ...headers,
    'content-type': file.type,
    ...(coding !== 'identity' && { 'content-encoding': coding }),
  });
}

/** The smallest form of those that the client accepts; browsers accept all. */
function acceptedCoding(c: Context): string {
  return accepts(c, {
    header: 'Accept-Encoding',
    supports: ['br', 'gzip'],
    default: 'identity',
    match: (accepted, { supports, default: uncompressed }) =>
      supports.find((coding) => accepted.some(({ type, q }) => q > 0 && type.toLowerCase() === coding)) ??
      uncompressed,
  });
}
