/**
 * Problem details (RFC 9457): every error response says why, which parameter, what it got and what is
 * allowed.
 */
import * as z from 'zod';
import { omitUndefined } from '../../core/omitUndefined.ts';

export const problem = z.object({
  /** The kind of problem, for programs; `about:blank` if the status is specific enough. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** Identifies this occurrence in the logs. */
  instance: z.string().optional(),
  /** The query parameter, body field or part of the path that caused the problem. */
  parameter: z.string().optional(),
  got: z.string().optional(),
  allowed: z.string().optional(),
  /** Where in the parameter the error is, in UTF-16 units from its start. */
  position: z.number().int().nonnegative().optional(),
});
export type Problem = z.infer<typeof problem>;

export const problemMediaType = 'application/problem+json';

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

/** Thrown anywhere in a request that cannot be answered; the route turns it into the response. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly problem: Problem;
  readonly headers: Record<string, string>;

  constructor(status: number, details: Partial<Problem>, headers: Record<string, string> = {}) {
    super(details.detail ?? titles[status] ?? String(status));
    this.problem = { type: 'about:blank', title: titles[status] ?? 'Error', status, ...details };
    this.headers = headers;
  }
}

/** A problem quotes at most this many characters of what the client sent. */
const maxQuoted = 100;

/**
 * A 400 for two parameters that exclude each other.
 *
 * @param other the second one, as it stands in a sentence
 */
export function combinationProblem(
  parameter: string,
  other: string,
  allowed = `'${parameter}' without ${other}`,
): HttpProblem {
  return parameterProblem(parameter, `'${parameter}' cannot be combined with ${other}.`, { allowed });
}

/** A 400 that names the parameter and says what is allowed. */
export function parameterProblem(
  parameter: string,
  detail: string,
  more: { got?: string; allowed?: string; position?: number } = {},
): HttpProblem {
  const got =
    more.got === undefined || more.got.length <= maxQuoted ? more.got : `${more.got.slice(0, maxQuoted)}…`;
  const fields = { parameter, got, allowed: more.allowed, position: more.position };
  return new HttpProblem(400, {
    type: 'urn:problem-type:dateline:parameter',
    title: 'Invalid parameter',
    detail,
    ...omitUndefined(fields),
  });
}

/** The record of a document is there, but the archive has lost what it refers to. */
export function lostInArchive(): HttpProblem {
  const detail =
    'The archive has lost the text of this document. The next sweep has it made again from its file; ' +
    'if that is not possible, quarantine says why.';
  return new HttpProblem(503, { detail });
}

/** A 404 with this sentence. */
export function notFound(detail: string): HttpProblem {
  return new HttpProblem(404, { detail });
}
