/** GET /openapi.json: OpenAPI 3.1, made of the same declarations that the routes check requests and answers by. */
import * as z from 'zod';
import { entityTypes } from '../../core/entities/annotation.ts';
import type { RecordsDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { problem, problemMediaType } from '../http/problem.ts';
import { type Route, type RouteFacts, route, templateOf } from '../http/route.ts';

const path = '/openapi.json';
const description = z.looseObject({ openapi: z.literal('3.1.1'), paths: z.record(z.string(), z.unknown()) });

/** The description of these routes, and of itself. It is made once per process, at the first request. */
export function openApi(
  routes: (deps: RecordsDeps) => Promise<readonly { facts: RouteFacts }[]>,
): Route<RecordsDeps> {
  const facts = {
    path,
    scope: 'open' as const,
    summary: 'This description, as OpenAPI 3.1.',
    parameters: {},
    answers: { [json]: description },
  };
  let made: Promise<z.infer<typeof description>> | undefined;
  return route(facts, async (c, _params, deps: RecordsDeps) => {
    made ??= routes(deps).then((all) => describe([...all.map((each) => each.facts), facts]));
    return answer(c, description, await made);
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
      routes.map((facts) => [
        templateOf(facts),
        { [facts.method === 'POST' ? 'post' : 'get']: operation(facts) },
      ]),
    ),
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'Where keys are required: on AWS, and wherever others are answered.',
        },
      },
    },
  };
}

function operation({ method, path, summary, scope = 'read', parameters, answers, later }: RouteFacts) {
  const posted = method === 'POST';
  const parts = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const kept = scope === 'open' ? [] : ['401', '403', '429'];
  const problems = ['400', ...kept, '404', '405', '406', ...(posted ? ['413', '415'] : []), '414', '500'];
  return {
    operationId: operationId(posted ? 'post' : 'get', path),
    summary,
    security: scope === 'open' ? [] : [{}, { key: [scope] }],
    parameters: [
      ...parts.map(pathParameter),
      ...(posted ? [] : Object.entries(parameters).map(([name, schema]) => queryParameter(name, schema))),
    ],
    ...(posted && {
      requestBody: { content: { [json]: { schema: schemaOf(z.strictObject(parameters), 'input') } } },
    }),
    responses: {
      200: {
        description: 'The answer.',
        content: Object.fromEntries(
          Object.entries(answers).map(([type, schema]) => [type, { schema: schemaOf(schema, 'output') }]),
        ),
      },
      ...(later && {
        202: {
          description: 'It is being made: ask again.',
          content: { [json]: { schema: schemaOf(later, 'output') } },
        },
        303: { description: 'It is made, and lies at `Location`.' },
      }),
      ...(posted
        ? {}
        : { 304: { description: 'It is still what the `If-None-Match` of the request says.' } }),
      ...Object.fromEntries(problems.map((status) => [status, problemAnswer])),
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
    description: 'The rest of an entity’s id.',
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

const problemAnswer = {
  description: 'What is wrong, in words.',
  content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } },
};

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
