import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { describeRoutes } from '../../../../api/openApi/describe.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

interface Schema {
  $ref?: string;
  type?: string;
}
interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: object;
  example?: unknown;
}
interface Operation {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: object; example?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

let room: ExampleNewsroom;
let operations: [path: string, method: string, operation: Operation][];
let components: Record<string, object>;
let schemas: Ajv2020;
beforeAll(async () => {
  room = await openExampleNewsroom();
  const described = await room.json('/openapi.json');
  operations = Object.entries(described.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, each]) => [path, method, each] as never),
  );
  components = described.components.schemas;
  schemas = new Ajv2020({ strict: false, validateFormats: false });
  schemas.addSchema(described, 'openapi');
});

/** The request that the examples of an operation make. */
function exampleRequest(path: string, { parameters }: Operation): string {
  const value = (name: string) => {
    const example = name === 'id' ? room.ids.g7 : parameters.find((each) => each.name === name)?.example;
    return encodeURIComponent(String(example));
  };
  const required = parameters.filter((each) => each.in === 'query' && each.required);
  const query = required.map(({ name }) => `${name}=${value(name)}`).join('&');
  return `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => value(name))}?${query}`;
}

describe('the description of the API', () => {
  it('has one operation id for each operation, and the server that it comes from', async () => {
    const ids = operations.map(([, , { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(get|post)[A-Z]\w+$/);
    expect((await room.json('/openapi.json')).servers).toEqual([
      { url: 'http://localhost', description: expect.any(String) },
    ]);
  });

  it('gives every answer that is not text a name', () => {
    for (const [path, , { responses }] of operations)
      for (const [status, { content = {} }] of Object.entries(responses))
        for (const [type, { schema }] of Object.entries(content)) {
          const name = schema.$ref?.replace('#/components/schemas/', '') ?? '';
          if (schema.type !== 'string')
            expect(components, `${path} ${status} ${type}`).toHaveProperty([name]);
        }
  });

  it('refers only to components that there are, by names of its own', () => {
    const refs = [...JSON.stringify(components).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref = '']) => ref);
    for (const ref of refs) expect(components).toHaveProperty([ref.replace('#/components/schemas/', '')]);
    expect(JSON.stringify(components)).not.toMatch(/__shared|"\$id"|"\$schema"/);
  });

  it('has an example of each parameter that is required, and only examples that are allowed', () => {
    for (const [path, , { parameters }] of operations)
      for (const { name, required, schema, example } of parameters) {
        if (required) expect(example, `${path} ${name}`).toBeDefined();
        if (example === undefined) continue;
        const { pattern: _, ...plain } = schema as { pattern?: string };
        expect(schemas.validate(typeof example === 'number' ? plain : schema, example), name).toBe(true);
      }
  });

  it('has an example of each body, which it allows, and says which POST needs one', () => {
    const posts = operations.flatMap(([path, , { requestBody }]) =>
      requestBody === undefined ? [] : [{ path, ...requestBody }],
    );
    for (const { path, content } of posts)
      for (const { schema, example } of Object.values(content))
        expect(schemas.validate(schema, example) ? [] : schemas.errors, path).toEqual([]);
    expect(posts.filter(({ required }) => !required).map(({ path }) => path)).toEqual([
      '/v1/quarantine/redrive',
    ]);
  });

  it('answers every request of its examples with what it says', async () => {
    for (const [path, method, operation] of operations) {
      if (method !== 'get') continue;
      const url = exampleRequest(path, operation);
      const response = await room.request(url);
      expect(response.status, url).toBe(200);
      const type = response.headers.get('content-type') ?? '';
      const schema = operation.responses[200]?.content?.[type]?.schema;
      if (schema?.$ref === undefined) continue;
      const validate = schemas.compile({ $ref: `openapi${schema.$ref}` });
      expect(validate(await response.json()) ? [] : validate.errors, url).toEqual([]);
    }
  });

  it('keeps schemas that refer to themselves', () => {
    const facts = {
      summary: '',
      parameters: {},
      responses: { 'application/json': z.object({ any: z.json() }) },
    };
    const described = describeRoutes([{ path: '/v1/any', ...facts }]);
    const all = (described.components as { schemas: Record<string, object> }).schemas;
    expect(all.Any).toMatchObject({ properties: { any: { $ref: '#/components/schemas/Nested0' } } });
    expect(JSON.stringify(all.Nested0)).toContain('#/components/schemas/Nested0');
  });

  it('refuses two schemas with one name', () => {
    const facts = () => ({ summary: '', parameters: {}, responses: { 'application/json': z.object({}) } });
    const routes = [
      { path: '/v1/story/:id', ...facts() },
      { path: '/v1/stories/:id', ...facts() },
    ];
    expect(() => describeRoutes(routes)).toThrow('the name Story');
  });
});
