/**
 * Declares a route and adds it to the app: admission, parameters, GET and HEAD, 405s, and problems for
 * errors.
 */

import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type * as z from 'zod';
import type { Log } from '../../core/ports/log.ts';
import { describeError } from '../../core/protocol/stage.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { readBody } from './body.ts';
import { percentDecode, readParameters } from './parameters.ts';
import { HttpProblem, notFound, parameterProblem } from './problem.ts';
import { problemResponse } from './response.ts';
import type { RouteFacts } from './routeFacts.ts';

export interface Route<D> {
  facts: RouteFacts;
  add(app: Hono, dependencies: D): void;
}

type Handler = (c: Context) => Promise<Response> | Response;

/** In characters. A query in the search language has a shorter limit of its own. */
const maxUrlLength = 8192;

/**
 * A route whose handler gets the declared parameters, parsed. A request for another method gets a 405. Hono
 * answers HEAD itself: it runs GET and leaves the body out.
 */
export function route<D extends ApiDependencies, S extends z.ZodRawShape>(
  facts: RouteFacts<S>,
  handle: (c: Context, params: z.output<z.ZodObject<S>>, dependencies: D) => Promise<Response> | Response,
): Route<D> {
  return {
    facts,
    add(app, dependencies) {
      app.on(
        facts.method ?? 'GET',
        facts.path,
        withErrorHandling(dependencies.log, facts.path, async (c) => {
          await dependencies.admit(c, facts.scope ?? 'read');
          const params =
            facts.method === 'POST'
              ? readBody(c, facts.parameters)
              : readParameters(c.req.url, facts.parameters);
          return handle(c, await params, dependencies);
        }),
      );
      const allow = facts.sharesPath ? 'GET, HEAD, POST' : (facts.method ?? 'GET, HEAD');
      const refuse = withErrorHandling(dependencies.log, facts.path, (c) => {
        throw new HttpProblem(
          405,
          { detail: `${c.req.method} is not allowed for ${c.req.path}.`, allowed: allow },
          { allow },
        );
      });
      // The route that shares the path is added after this one, or before.
      app.all(facts.path, (c, next) =>
        facts.sharesPath && allow.split(', ').includes(c.req.method) ? next() : refuse(c),
      );
    },
  };
}

/** Answers any path that no route has. */
export function unknownRoute(log: Log): Handler {
  return withErrorHandling(log, '*', (c) => {
    throw notFound(`No route serves ${c.req.path.slice(0, 200)}; /openapi.json describes the routes.`);
  });
}

/** @param path as declared: the requested path may contain a name, which must not reach the log */
function withErrorHandling(log: Log, path: string, handle: Handler): Handler {
  return async (c) => {
    try {
      checkUrl(c.req.url);
      return await handle(c);
    } catch (error) {
      return failureResponse(log, c, path, error);
    }
  };
}

/**
 * The response to a request that failed: the problem that was thrown, or a 500 whose cause only the log has.
 *
 * @param path as declared
 */
export function failureResponse(log: Log, c: Context, path: string, error: unknown): Response {
  if (error instanceof HttpProblem) return problemResponse(error);
  const id = randomUUID();
  log.error('api: request failed', { id, method: c.req.method, route: path, error: describeError(error) });
  const detail = 'Something went wrong. The log has the details under the id in `instance`.';
  return problemResponse(new HttpProblem(500, { detail, instance: `urn:uuid:${id}` }));
}

function checkUrl(url: string): void {
  if (url.length > maxUrlLength)
    throw new HttpProblem(414, {
      detail: `The URL has ${url.length} characters; at most ${maxUrlLength} are allowed.`,
    });
  const path = new URL(url).pathname;
  if (percentDecode(path, 'path').includes('\0'))
    throw parameterProblem('path', 'The path contains a NUL character.');
}

/** A variable part of the path, decoded. */
export function pathPart(c: Context, name: string): string {
  return c.req.param(name) ?? '';
}
