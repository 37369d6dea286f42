/**
 * GET /openapi.json: OpenAPI 3.1, made from the declarations against which requests and responses are
 * checked.
 */
import * as z from 'zod';
import { entityTypes } from '../../core/entities/annotation.ts';
import type { RecordsDeps } from '../deps.ts';
import { problem, problemMediaType } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { type Route, route } from '../http/route.ts';
import { openApiPath, type RouteFacts } from '../http/routeFacts.ts';

const path = '/openapi.json';
const description = z.looseObject({ openapi: z.literal('3.1.1'), paths: z.record(z.string(), z.unknown()) });

/**
 * A route that describes these routes and itself. It makes the description once per process, at the first
 * request.
 */
export function openApiRoute(
  routes: (deps: RecordsDeps) => Promise<readonly { facts: RouteFacts }[]>,
): Route<RecordsDeps> {
  const facts = {
    path,
    scope: 'open' as const,
    summary: 'This description, as OpenAPI 3.1.',
    parameters: {},
    responses: { [jsonMediaType]: description },
  };
  let described: Promise<z.infer<typeof description>> | undefined;
  return route(facts, async (c, _params, deps: RecordsDeps) => {
    described ??= routes(deps).then((all) => describe([...all.map((each) => each.facts), facts]));
    return jsonResponse(c, description, await described);
  });
}

function describe(routes: readonly RouteFacts[]): z.infer<typeof description> {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Dateline',
      version: '1',
      summary: 'Who, where, when, with whom, and where else it was printed.',
    },
    paths: Object.fromEntries(
      [...Map.groupBy(routes, openApiPath)].map(([path, its]) => [
        path,
        Object.fromEntries(its.map((facts) => [facts.method === 'POST' ? 'post' : 'get', operation(facts)])),
      ]),
    ),
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key or a token, required on AWS and by any server that answers other machines. ' +
            'A deployment with auth=iam requires signed requests instead (AWS Signature Version 4).',
        },
      },
    },
  };
}

function operation(facts: RouteFacts) {
  const {
    method,
    path,
    summary,
    scope = 'read',
    parameters,
    responses,
    pendingResponse,
    problems: own = [],
  } = facts;
  const isPost = method === 'POST';
  const parts = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const keyProblems = scope === 'open' ? [] : ['401', '403', '429'];
  const bodyProblems = isPost ? ['413', '415'] : [];
  const problems = ['400', ...keyProblems, '404', '405', '406', ...bodyProblems, '414', ...own, '500'];
  return {
    operationId: operationId(isPost ? 'post' : 'get', path),
    summary,
    security: scope === 'open' ? [] : [{}, { key: [scope] }],
    parameters: [
      ...parts.map(pathParameter),
      ...(isPost ? [] : Object.entries(parameters).map(([name, schema]) => queryParameter(name, schema))),
    ],
    ...(isPost && {
      requestBody: {
        content: { [jsonMediaType]: { schema: schemaOf(z.strictObject(parameters), 'input') } },
      },
    }),
    responses: {
      200: {
        description: 'The result.',
        content: Object.fromEntries(
          Object.entries(responses).map(([type, schema]) => [type, { schema: schemaOf(schema, 'output') }]),
        ),
      },
      ...(pendingResponse && {
        202: {
          description: 'The result is not ready yet; ask again.',
          content: { [jsonMediaType]: { schema: schemaOf(pendingResponse, 'output') } },
        },
      }),
      ...(!isPost && {
        303: { description: 'The result is at `Location`: it is a file, or too large to be sent here.' },
        304: { description: 'The `If-None-Match` of the request matches.' },
      }),
      ...Object.fromEntries(problems.map((status) => [status, problemContent])),
    },
  };
}

/** `get-documents-id-text` */
function operationId(method: string, path: string): string {
  return `${method}-${path
    .replace(/^\/(v1\/)?/, '')
    .replaceAll(/\W+/g, '-')
    .replace(/-$/, '')}`;
}

const pathParts: Record<string, { description: string; schema: object }> = {
  id: { description: 'The id of a document.', schema: { type: 'string', pattern: '^[0-9a-f]{32}$' } },
  type: { description: 'The type of an entity.', schema: { enum: [...entityTypes] } },
  slug: {
    description: 'The part of an entity id after its type.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
};

function pathParameter(name: string) {
  return { name, in: 'path', required: true, ...pathParts[name] };
}

function queryParameter(name: string, schema: z.core.$ZodType) {
  const required = !z.safeParse(schema, undefined).success;
  const { description: text, ...rest } = schemaOf(schema, 'input');
  return { name, in: 'query', required, ...(text !== undefined && { description: text }), schema: rest };
}

const problemContent = {
  description: 'What went wrong.',
  content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } },
};

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
