/** Tests the API against `/openapi.json` with random requests: allowed ones get documented responses. */

import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { pieces } from '../../../pieces.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: { type?: string; enum?: string[] };
}
interface Operation {
  parameters: Parameter[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

let room: ExampleNewsroom;
let paths: [path: string, operation: Operation][];
let schemas: Ajv2020;
beforeAll(async () => {
  room = await openExampleNewsroom();
  const described = await room.json('/openapi.json');
  paths = Object.entries(described.paths as Record<string, { get?: Operation }>).flatMap(([path, { get }]) =>
    get === undefined ? [] : [[path, get]],
  );
  schemas = new Ajv2020({ strict: false, validateFormats: false });
  schemas.addSchema(described, 'openapi');
});

const compiled = new Map<string, ValidateFunction>();
/** The errors of a body against the schema that the description has for it, if any. */
function schemaErrors(path: string, status: string, type: string, body: unknown): unknown {
  const pointer = ['paths', path, 'get', 'responses', status, 'content', type, 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const validate = compiled.get(pointer) ?? schemas.compile({ $ref: `openapi#/${pointer}` });
  compiled.set(pointer, validate);
  return validate(body) ? undefined : validate.errors;
}

/** Valid values for a parameter of this name. */
function validValue({ name, schema }: Parameter, ids: ExampleNewsroom['ids']): fc.Arbitrary<string> {
  const day = fc
    .date({ min: new Date('2019-01-01'), max: new Date('2022-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());
  const bound = fc.oneof(
    day.map((time) => time.slice(0, 10)),
    day,
  );
  const entity = fc.constantFrom(
    'person/antony-blinken',
    'person/dominic-raab',
    'place/london',
    'event/nothing',
  );
  const known: Record<string, fc.Arbitrary<string>> = {
    key: fc.constant('dateline_any'),
    id: fc.constantFrom(...Object.values(ids), '0'.repeat(32)),
    type: fc.constantFrom('person', 'place', 'event'),
    slug: fc.constantFrom('antony-blinken', 'london', 'nobody'),
    limit: fc.integer({ min: 1, max: 100 }).map(String),
    entity,
    from_entity: entity,
    to_entity: entity,
    source: fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((text) => !text.includes('\0') && text.isWellFormed()),
    language: fc.constantFrom('en', 'de', 'en-GB'),
    country: fc.constantFrom('GB', 'KP', 'FR', 'uk'),
    code: fc.constantFrom('input.empty', 'archive.bomb'),
    interval: fc.constantFrom('day', 'week', 'month'),
    format: fc.constantFrom('jsonl', 'csv', 'ninjs', 'jsonld', 'ftm', 'annotations'),
    minimum: fc.integer({ min: 4, max: 9999 }).map(String),
    role: fc.constantFrom('politics', 'sport'),
    q: fc.constantFrom('london', 'blinken', 'zu'),
    within: fc.constantFrom('london', 'type:person'),
    collapse: fc.constant('reprints'),
    start: fc.nat(2000).map(String),
    end: fc.nat(2000).map(String),
  };
  return known[name] ?? (schema.enum === undefined ? bound : fc.constantFrom(...schema.enum));
}

const invalidOffsets = ['-1', '1.5', '1e3', 'x', ' 5', '1000000000', ''];
const invalidEntities = ['blinken', 'person/', 'planet/mars', 'person/a b', '../etc'];

/** Invalid values by parameter name. */
const invalidValues: Record<string, string[]> = {
  limit: ['0', '-1', '1e9', 'abc', '101', '1.5', ' 5', '٣', ''],
  entity: invalidEntities,
  from_entity: invalidEntities,
  to_entity: invalidEntities,
  language: ['e', 'english please', '../'],
  country: ['G', 'GBR', 'G8', ''],
  code: ['input.full', 'INPUT.EMPTY', ''],
  cursor: ['x', 'a.b', '..', `${'A'.repeat(600)}.AAAA`, '1'.repeat(1025)],
  source: ['', 'x'.repeat(301)],
  q: [''],
  within: ['', '(', 'entity:x'],
  key: ['', 'x'.repeat(1025)],
  interval: ['year', 'DAY', ''],
  order: ['oldest', ''],
  role: ['president', ''],
  format: ['xlsx', ''],
  minimum: ['0', '3', '-1', 'x', '10000', ''],
  type: ['planet', ''],
  start: invalidOffsets,
  end: invalidOffsets,
};
/** Valid values of required parameters, for requests with another parameter that is invalid. */
const requiredValue: Record<string, string> = {
  since: '2021-01-01',
  format: 'csv',
  entity: 'place/london',
  from_entity: 'place/london',
  to_entity: 'person/dominic-raab',
};
const invalidBounds = pieces('yesterday¦0000-01-01¦99999-01-01¦2021-02-30¦2021-05-03T10:00:00¦20210503¦-1¦');

const encoded = (pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');

/** A request that the description allows. Its ranges may still end before they begin. */
function allowedRequest([path, { parameters }]: [string, Operation]): fc.Arbitrary<{
  path: string;
  url: string;
}> {
  const values = parameters
    .filter(({ name }) => name !== 'cursor')
    .map((parameter) => {
      const { name, required } = parameter;
      const value = validValue(parameter, room.ids).map((text) => [name, text] as const);
      return required ? value : fc.option(value, { nil: undefined });
    });
  return fc.tuple(...values).map((chosen) => {
    const given = chosen.filter((each) => each !== undefined);
    const inPath = new Set(parameters.filter((each) => each.in === 'path').map(({ name }) => name));
    const filledPath = path.replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => given.find(([each]) => each === name)?.[1] ?? '',
    );
    const query = given.filter(([name]) => !inPath.has(name));
    return { path, url: query.length === 0 ? filledPath : `${filledPath}?${encoded(query)}` };
  });
}

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(await room.json('/openapi.json'));
    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('describes routes with their path parameters', async () => {
    expect(paths.map(([path]) => path)).toEqual(
      expect.arrayContaining(['/v1/documents/{id}/reprints', '/v1/search', '/v1/health']),
    );
    for (const [path, { parameters }] of paths) {
      for (const { name, required } of parameters)
        if (path.includes(`{${name}}`)) expect(required).toBe(true);
    }
  });

  it('describes the responses to the requests that it allows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths).chain(allowedRequest), async ({ path, url }) => {
        const response = await room.request(url);
        expect([200, 307, 400, 404], url).toContain(response.status);
        if (response.status === 307) {
          expect(Object.fromEntries(paths)[path]?.responses, path).toHaveProperty('307');
          return;
        }
        const type = response.headers.get('content-type') ?? '';
        const body: unknown = type.endsWith('json') ? await response.json() : await response.text();
        const detail = expect.stringMatching(
          /^(The (range|piece) ends before it begins|Both ends are the same|'\w+' cannot be combined with (a search|'q'|'collapse'))\.$/,
        );
        if (response.status === 400) expect(body, url).toMatchObject({ detail });
        expect(schemaErrors(path, String(response.status), type, body), url).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('forbids the values that get a 400 with the name of the parameter', async () => {
    for (const [path, { parameters }] of paths) {
      for (const { name, in: place } of parameters) {
        if (place === 'path') continue;
        for (const value of invalidValues[name] ?? invalidBounds) {
          const others = parameters
            .filter((each) => each.required && each.in === 'query' && each.name !== name)
            .map((each) => [each.name, requiredValue[each.name] ?? 'london'] as const);
          const at = path.replace('{id}', room.ids.g7).replace('{type}', 'place').replace('{slug}', 'london');
          const url = `${at}?${encoded([...others, [name, value]])}`;
          expect(await room.problem(url), url).toMatchObject({
            status: 400,
            httpStatus: 400,
            parameter: name,
          });
        }
      }
    }
  });
});
