/** What pages of other origins may ask of the API in a browser (CORS), where a deployment allows any. */
import type { Hono, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/** Never with credentials: a page brings its API key itself, and a browser adds nothing of its own. */
export const crossOriginRules = {
  methods: ['GET', 'HEAD', 'POST', 'PUT'],
  headers: ['authorization', 'content-type', 'accept', 'if-match', 'if-none-match', 'if-modified-since'],
  exposed: ['etag', 'retry-after', 'location', 'content-disposition', 'www-authenticate'],
  maxAgeSeconds: 3600,
} as const;

/** An origin as browsers send it: `https://desk.example`, without a path and without a wildcard. */
export function isOrigin(text: string): boolean {
  return (
    !text.includes('*') &&
    URL.canParse(text) &&
    /^https?:$/.test(new URL(text).protocol) &&
    new URL(text).origin === text
  );
}

/** Lets pages of these origins read answers; for all others nothing changes. */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  const { methods, headers, exposed, maxAgeSeconds } = crossOriginRules;
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: [...methods],
    allowHeaders: [...headers],
    exposeHeaders: [...exposed],
    maxAge: maxAgeSeconds,
  });
}

/** For a server behind a gateway that writes the headers itself: an `OPTIONS` is fine, and needs no key. */
export function answerOptions(app: Hono): void {
  app.options('*', (c) => c.body(null, 204, { allow: 'GET, HEAD, POST, OPTIONS' }));
}
