/** Headers against misuse of responses by a browser. */
import type { MiddlewareHandler } from 'hono';

/**
 * No response but the console is a web page: a browser must not run it, frame it, guess another type for it
 * or hand it to another site.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** Adds the headers to every response, whoever made it; those that a response already has stay. */
export const withSecurityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(securityHeaders))
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
};
