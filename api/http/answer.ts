/** How answers are given: checked against their schema, with a validator for caches, and with headers that let no browser misread them. */
import type { Context } from 'hono';
import type * as z from 'zod';
import { hash } from '../../core/hash.ts';
import { negotiate } from './negotiate.ts';
import { type HttpProblem, problem, problemMediaType } from './problem.ts';

export const json = 'application/json';

/** No answer is a page: nothing in it may be run, framed or taken for another type. */
const security: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

export interface AnswerOptions {
  /** An answer that is only true now. */
  noStore?: boolean;
  /** Which request headers the answer depends on. */
  vary?: string;
  /** 202 where what was asked for is still being made, and after how many seconds to ask again. */
  retryAfterSeconds?: number;
}

/**
 * The body as its schema has it (what the schema does not name stays here), as JSON.
 *
 * @throws HttpProblem 406 where no type was negotiated and the client takes no JSON
 */
export function answer<T>(
  c: Context,
  schema: z.ZodType<T>,
  body: T,
  options: AnswerOptions & { type?: string } = {},
): Response {
  const type = options.type ?? negotiate(c.req.header('accept'), [json]);
  return answerText(c, type, JSON.stringify(schema.parse(body)), options);
}

/** The hash of an answer is its entity tag: whoever has the same answer already gets a 304 without a body. */
export function answerText(c: Context, type: string, text: string, options: AnswerOptions = {}): Response {
  const etag = `"${hash(type, text)}"`;
  const headers: Record<string, string> = {
    ...security,
    'cache-control': options.noStore ? 'no-store' : 'private, no-cache',
    ...(options.vary === undefined ? {} : { vary: options.vary }),
    ...(options.noStore ? {} : { etag }),
    ...(options.retryAfterSeconds === undefined ? {} : { 'retry-after': String(options.retryAfterSeconds) }),
  };
  if (!options.noStore && matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  return c.body(text, options.retryAfterSeconds === undefined ? 200 : 202, {
    ...headers,
    'content-type': type,
  });
}

/** A file in pieces, made as fast as it is read; where its making fails, the connection breaks off. */
export function answerStream(
  c: Context,
  type: string,
  name: string,
  pieces: AsyncGenerator<string, void>,
): Response {
  const bytes = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(bytes.encode(next.value));
      },
      cancel: async () => {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = {
    ...security,
    'cache-control': 'no-store',
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  };
  return c.body(stream, 200, headers);
}

/** RFC 9110, 13.1.2: any of the listed tags, compared weakly, or `*`. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

export function answerProblem(fault: HttpProblem): Response {
  const headers = {
    ...security,
    'cache-control': 'no-store',
    'content-type': problemMediaType,
    ...fault.headers,
  };
  return new Response(JSON.stringify(problem.parse(fault.problem)), {
    status: fault.problem.status,
    headers,
  });
}
