/**
 * The declaration of a route: `/openapi.json` describes it, and requests and responses are checked against
 * it.
 */
import type * as z from 'zod';
import type { Scope } from '../../core/records/apiKey.ts';

export interface RouteFacts<S extends z.ZodRawShape = z.ZodRawShape> {
  /** Variable parts are written `:name`. */
  path: string;
  /** One sentence. */
  summary: string;
  /** The scope that an API key must have; `read` by default. `open` needs no key. */
  scope?: Scope | 'open';
  /** GET (and HEAD) by default. */
  method?: 'POST';
  /** Another route has the same path and the other method. */
  sharesPath?: true;
  /** The parameters of the query; for a POST, the fields of the body. */
  parameters: S;
  /** Of a POST: a body that it takes, for the description of the API. */
  example?: Record<string, unknown>;
  /** The schema of the response by media type. A client without a preference gets the first. */
  responses: Record<string, z.ZodType>;
  /** The statuses of problems that only this route has. */
  problems?: readonly number[];
  /** When the answer is a 307, as a sentence. */
  redirect?: string;
  /** For a response that may take a job to make: the schema of the 202 until a 303 leads to the result. */
  pendingResponse?: z.ZodType;
}

/** The path as OpenAPI and API Gateway write it: `/v1/documents/{id}`. */
export function openApiPath({ path }: Pick<RouteFacts, 'path'>): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}
