/** Responses: bodies checked against their schema, with entity tags for caches. */
import type { Context } from 'hono';
import type * as z from 'zod';
import { hash } from '../../core/hash.ts';
import { toJson } from './json.ts';
import { negotiate } from './negotiate.ts';
import { type HttpProblem, problem, problemMediaType } from './problem.ts';

export const jsonMediaType = 'application/json';

export interface ResponseOptions {
  /** For a response that is only valid at this moment: no cache keeps it. */
  noStore?: boolean;
  /** The request headers that the response depends on. */
  vary?: string;
  /** When its content last changed, in milliseconds since 1970; absent if that is not known. */
  lastModified?: number | undefined;
  /** Makes the response a 202: the result is not ready, and the client may ask again after these seconds. */
  retryAfterSeconds?: number;
}

/**
 * The body as JSON, without any field that the schema does not name.
 *
 * @throws HttpProblem 406 if no `type` is given and the client does not accept JSON
 */
export function jsonResponse<T>(
  c: Context,
  schema: z.ZodType<T>,
  body: T,
  options: ResponseOptions & { type?: string } = {},
): Response {
  const type = options.type ?? negotiate(c.req.header('accept'), [jsonMediaType]);
  return textResponse(c, type, toJson(schema.parse(body)), options);
}

/** The entity tag is the hash of the body: a client that has the same body already gets a 304. */
export function textResponse(c: Context, type: string, text: string, options: ResponseOptions): Response {
  const etag = `"${hash(type, text)}"`;
  const headers: Record<string, string> = {
    'cache-control': options.noStore ? 'no-store' : 'private, no-cache',
    ...(options.vary !== undefined && { vary: options.vary }),
    ...(!options.noStore && { etag }),
    ...(options.lastModified !== undefined && {
      'last-modified': new Date(options.lastModified).toUTCString(),
    }),
    ...(options.retryAfterSeconds !== undefined && { 'retry-after': String(options.retryAfterSeconds) }),
  };
  if (!options.noStore && isKnown(c, etag, options.lastModified)) return c.body(null, 304, headers);
  return c.body(text, options.retryAfterSeconds === undefined ? 200 : 202, {
    ...headers,
    'content-type': type,
    ...withLength(text),
  });
}

/** A body without a length is compressed however short it is, which takes several turns of the event loop. */
const withLength = (text: string) => ({ 'content-length': String(Buffer.byteLength(text)) });

/** Whether the client has the content already. RFC 9110, section 13.2.2: a tag counts more than a time. */
function isKnown(c: Context, etag: string, lastModified: number | undefined): boolean {
  const tags = c.req.header('if-none-match');
  if (tags !== undefined) return matchesEtag(tags, etag);
  const since = Date.parse(c.req.header('if-modified-since') ?? '');
  const second = 1000;
  return lastModified !== undefined && Math.floor(lastModified / second) * second <= since;
}

/** A file that is written as fast as the client reads it. An error while writing breaks the connection. */
export function fileStreamResponse(
  c: Context,
  type: string,
  name: string,
  pieces: AsyncGenerator<string, void>,
): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      },
      cancel: async () => {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = {
    'cache-control': 'no-store',
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  };
  return c.body(stream, 200, headers);
}

/** No cache keeps it: it may lead elsewhere the next time. */
export function redirectResponse(c: Context, location: string, status: 303 | 307): Response {
  return c.body(null, status, { location, 'cache-control': 'no-store' });
}

/** RFC 9110, section 13.1.2: `*`, or a list of tags that are compared weakly. */
function matchesEtag(ifNoneMatch: string, etag: string): boolean {
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return ifNoneMatch.trim() === '*' || tags.includes(etag);
}

/** The answer for a problem: `application/problem+json` (RFC 9457), never cached. */
export function problemResponse(error: HttpProblem): Response {
  const text = toJson(problem.parse(error.problem));
  const headers = {
    'cache-control': 'no-store',
    'content-type': problemMediaType,
    ...withLength(text),
    ...error.headers,
  };
  return new Response(text, { status: error.problem.status, headers });
}
