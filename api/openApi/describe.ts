/** The description of the API as OpenAPI 3.1, made from the declarations of its routes. */
import * as z from 'zod';
import { documentIdPattern } from '../../core/document/documentIdentity.ts';
import { entityTypes } from '../../core/entities/annotation.ts';
import { feedKeyParameter } from '../http/admission.ts';
import { problemMediaType } from '../http/problem.ts';
import { jsonMediaType } from '../http/response.ts';
import type { RouteFacts } from '../http/routeFacts.ts';
import { type AnswerSchemas, answerSchemas, inputSchema } from './answerSchemas.ts';
import { operationId, routesByPath } from './names.ts';
import { exampleOf } from './parameterExamples.ts';

export const openApiSchema = z.looseObject({
  openapi: z.literal('3.1.1'),
  paths: z.record(z.string(), z.unknown()),
});
export type OpenApi = z.infer<typeof openApiSchema>;

/** Without `servers`, which depend on how a client reaches the API. */
export function describeRoutes(routes: readonly RouteFacts[]): OpenApi {
  const schemas = answerSchemas(routes);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Dateline',
      version: '1',
      summary: 'Who, where, when, with whom, and where else it was printed.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: Object.fromEntries(
      routesByPath(routes).map(([path, its]) => [
        path,
        Object.fromEntries(its.map((facts) => [methodOf(facts), operation(facts, schemas)])),
      ]),
    ),
    components: {
      schemas: schemas.components,
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key or a token, required on AWS and by any server that answers other machines. ' +
            'A deployment with auth=iam requires signed requests instead (AWS Signature Version 4).',
        },
        feedKey: {
          type: 'apiKey',
          in: 'query',
          name: feedKeyParameter,
          description: 'A key with the scope feed and no other, in the address of a feed.',
        },
      },
    },
  };
}

function methodOf({ method }: RouteFacts): 'get' | 'post' {
  return method === 'POST' ? 'post' : 'get';
}

function operation(facts: RouteFacts, schemas: AnswerSchemas) {
  const { path, summary, scope = 'read', parameters } = facts;
  const parts = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const inQuery = facts.method === 'POST' ? [] : Object.entries(parameters);
  return {
    operationId: operationId(facts),
    summary,
    security: securityOf(scope),
    parameters: [...parts.map(pathParameter), ...inQuery.map(queryParameter)],
    ...(facts.method === 'POST' && {
      requestBody: {
        required: !z.safeParse(z.object(parameters), {}).success,
        content: {
          [jsonMediaType]: { schema: inputSchema(z.strictObject(parameters)), example: facts.example },
        },
      },
    }),
    responses: responsesOf(facts, schemas),
  };
}

/** Without any on a server that answers its own machine only. */
function securityOf(scope: NonNullable<RouteFacts['scope']>) {
  if (scope === 'open') return [];
  return scope === 'feed' ? [{}, { key: ['read'] }, { feedKey: [] }] : [{}, { key: [scope] }];
}

function responsesOf(
  { method, scope, responses, pendingResponse, redirect, problems: own = [] }: RouteFacts,
  schemas: AnswerSchemas,
) {
  const keyProblems = scope === 'open' ? [] : ['401', '403', '429'];
  const bodyProblems = method === 'POST' ? ['413', '415'] : [];
  const problems = ['400', ...keyProblems, '404', '405', '406', ...bodyProblems, '414', ...own, '500'];
  const contents = Object.entries(responses).map(([type, schema]) => [
    type,
    { schema: schemas.refer(schema) },
  ]);
  return {
    200: { description: 'The result.', content: Object.fromEntries(contents) },
    ...(pendingResponse && {
      202: {
        description: 'The result is not ready yet; ask again.',
        content: { [jsonMediaType]: { schema: schemas.refer(pendingResponse) } },
      },
    }),
    ...(method !== 'POST' && {
      303: { description: 'The result is at `Location`: it is a file, or too large to be sent here.' },
      304: { description: 'The `If-None-Match` of the request matches.' },
    }),
    ...(redirect && { 307: { description: redirect } }),
    ...Object.fromEntries(problems.map((status) => [status, problemContent])),
  };
}

const problemContent = {
  description: 'What went wrong.',
  content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } },
};

const pathParts: Record<string, { description: string; schema: object }> = {
  id: { description: 'The id of a document.', schema: { type: 'string', pattern: documentIdPattern.source } },
  type: { description: 'The type of an entity.', schema: { type: 'string', enum: [...entityTypes] } },
  slug: {
    description: 'The part of an entity id after its type.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
};

function pathParameter(name: string) {
  return { name, in: 'path', required: true, ...pathParts[name], example: exampleOf(name) };
}

function queryParameter([name, declared]: [string, z.core.$ZodType]) {
  const required = !z.safeParse(declared, undefined).success;
  const { description, ...schema } = inputSchema(declared);
  return {
    name,
    in: 'query',
    required,
    ...(description !== undefined && { description }),
    schema,
    ...exampleFor(name, schema),
  };
}

/**
 * An example that the schema itself has comes before the one that all parameters of the name have. If the
 * route allows only some choices, and that one is not among them, the example is the first choice. It has the
 * type of the schema: a parameter that may be repeated has an array.
 */
function exampleFor(name: string, schema: Record<string, unknown>): { example?: unknown } {
  const { type, enum: choices, examples } = schema;
  if (Array.isArray(examples)) return { example: examples[0] };
  const text = exampleOf(name);
  if (text === undefined) return {};
  if (Array.isArray(choices) && !choices.includes(text)) return { example: choices[0] };
  if (type === 'integer') return { example: Number(text) };
  return { example: type === 'array' ? [text] : text };
}
