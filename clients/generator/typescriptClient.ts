/** Writes the generated part of the TypeScript client from the description of the API. */
import { comment, type JsonSchema, objectOf, typescriptType } from './typescriptType.ts';

export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}

interface Operation {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; description?: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}

const header = `/**
 * Made from the description of the API by \`npm run client\`; a test compares the two. Longer than 250 lines:
 * it has the answers of all routes.
 */
`;

const json = 'application/json';

export function typescriptClient({ paths, components }: Description): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const types = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typescriptType(schema)};\n`,
  );
  const declared = operations.flatMap(({ operation }) => [
    ...comment(operation.summary, '  '),
    `  ${operation.operationId}: { parameters: ${parametersOf(operation)}; answer: ${answerOf(operation)} };`,
  ]);
  const facts = operations.map(
    ({ path, method, operation: { operationId } }) =>
      `  ${operationId}: { method: '${method.toUpperCase()}', path: '${path}' },`,
  );
  return [
    header,
    ...types,
    '/** What each operation takes and answers, by its id. */',
    'export interface Operations {',
    ...declared,
    '}\n',
    '/** How each operation is requested. */',
    'export const operations = {',
    ...facts,
    "} as const satisfies Record<keyof Operations, { method: 'GET' | 'POST'; path: string }>;\n",
  ].join('\n');
}

/** Parameters of the path, the query and the body, in one object: their names differ. */
function parametersOf({ parameters, requestBody }: Operation): string {
  const body = requestBody?.content[json]?.schema ?? {};
  const members = [
    ...parameters.map(({ name, required, description, schema }) => ({
      name,
      optional: !required,
      schema: { ...schema, ...(description !== undefined && { description }) },
    })),
    ...Object.entries(body.properties ?? {}).map(([name, schema]) => ({
      name,
      optional: !body.required?.includes(name),
      schema,
    })),
  ];
  return members.length === 0 ? 'Record<never, never>' : objectOf(members, '  ');
}

/** What is not JSON is text. */
function answerOf({ responses }: Operation): string {
  const content = responses[200]?.content ?? {};
  const schema = content[json]?.schema ?? Object.values(content).find(({ schema: { $ref } }) => $ref)?.schema;
  const pending = responses[202]?.content?.[json]?.schema;
  return [schema ?? { type: 'string' }, ...(pending ? [pending] : [])]
    .map((each) => typescriptType(each))
    .join(' | ');
}
