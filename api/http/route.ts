/** How a route is declared and added: who may is let in, GET and HEAD answer, other methods are told so, and every fault becomes a problem. */

import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type * as z from 'zod';
import type { Log } from '../../core/ports/log.ts';
import { describe } from '../../core/protocol/stage.ts';
import type { Scope } from '../../core/records/apiKey.ts';
import type { ApiDeps } from '../deps.ts';
import { answerProblem } from './answer.ts';
import { readBody } from './body.ts';
import { decoded, readParameters } from './parameters.ts';
import { HttpProblem, notFound, parameterProblem } from './problem.ts';

/** What is known of a route without asking it: `/openapi.json` is made of it, and the request is checked by it. */
export interface RouteFacts<S extends z.ZodRawShape = z.ZodRawShape> {
  /** Parts that vary are `:name`. */
  path: string;
  /** One sentence. */
  summary: string;
  /** What a key must be for; `read` where nothing is said. */
  scope?: Scope | 'open';
  /** GET (and HEAD) where nothing is said. */
  method?: 'POST';
  /** Of the query; of a POST, the fields of its body. */
  parameters: S;
  /** The schema of the answer by its media type; the first is what a client gets that has no wish. */
  answers: Record<string, z.ZodType>;
  /** Where the answer may have to be made first: what is said until then (202); once it is there, its address (303). */
  later?: z.ZodType;
}

/** As OpenAPI and API Gateway write it: `/v1/documents/{id}`. */
export function templateOf({ path }: RouteFacts): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

export interface Route<D> {
  facts: RouteFacts;
  add(app: Hono, deps: D): void;
}

type Handler = (c: Context) => Promise<Response> | Response;

/** Longer than any sensible question; a query in the search language has its own, shorter bound. */
const longestUrl = 8192;

/** `handle` gets the parameters as they were declared. HEAD is hono's: it runs GET and leaves the body out. */
export function route<D extends ApiDeps, S extends z.ZodRawShape>(
  facts: RouteFacts<S>,
  handle: (c: Context, asked: z.output<z.ZodObject<S>>, deps: D) => Promise<Response> | Response,
): Route<D> {
  return {
    facts,
    add(app, deps) {
      app.on(
        facts.method ?? 'GET',
        facts.path,
        withErrorHandling(deps.log, facts.path, async (c) => {
          await deps.admit(c, facts.scope ?? 'read');
          const read =
            facts.method === 'POST'
              ? readBody(c, facts.parameters)
              : readParameters(c.req.url, facts.parameters);
          return handle(c, await read, deps);
        }),
      );
      app.all(
        facts.path,
        withErrorHandling(deps.log, facts.path, (c) => {
          const allow = facts.method ?? 'GET, HEAD';
          throw new HttpProblem(
            405,
            { detail: `${c.req.method} is not for ${c.req.path}.`, allowed: allow },
            { allow },
          );
        }),
      );
    },
  };
}

/** What answers where no route does. */
export function unknownRoute(log: Log): Handler {
  return withErrorHandling(log, '*', (c) => {
    throw notFound(`There is nothing at ${c.req.path.slice(0, 200)}; docs/api.md lists what there is.`);
  });
}

/** @param route its path as it was declared: in the path that was asked for there may be a name, which is not for the log */
function withErrorHandling(log: Log, route: string, handle: Handler): Handler {
  return async (c) => {
    try {
      checkUrl(c.req.url);
      return await handle(c);
    } catch (error) {
      if (error instanceof HttpProblem) return answerProblem(error);
      const id = randomUUID();
      log.error('api: a request failed', { id, method: c.req.method, route, error: describe(error) });
      const detail = 'Something went wrong here. It has been logged under the id in `instance`.';
      return answerProblem(new HttpProblem(500, { detail, instance: `urn:uuid:${id}` }));
    }
  };
}

function checkUrl(url: string): void {
  if (url.length > longestUrl)
    throw new HttpProblem(414, {
      detail: `A URL may have ${longestUrl} characters, this one has ${url.length}.`,
    });
  const path = new URL(url).pathname;
  if (decoded(path, 'path').includes('\0'))
    throw parameterProblem('path', 'The path has a NUL character in it.');
}

/** A part of the path, decoded. */
export function pathPart(c: Context, name: string): string {
  return c.req.param(name) ?? '';
}
