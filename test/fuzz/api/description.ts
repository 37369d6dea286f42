/** `/openapi.json` as the fuzzer needs it: the operations, and a check of each answer against its schema. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Newsroom } from '../../unit/api/newsroom.ts';

export interface Schema {
  type?: string;
  enum?: readonly string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  anyOf?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Schema;
}

export interface Operation {
  method: 'GET' | 'POST';
  path: string;
  parameters: Parameter[];
  /** The fields of the body of a POST. */
  body: Schema | undefined;
  /** The media types of each status that is described. */
  responses: Record<string, string[]>;
}

interface Described {
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

export class Description {
  readonly operations: Operation[];
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  private constructor(described: { paths: Record<string, Record<string, Described>> }) {
    this.#ajv.addSchema(described, 'openapi');
    this.operations = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => ({
        method: method === 'post' ? ('POST' as const) : ('GET' as const),
        path,
        parameters,
        body: requestBody?.content['application/json']?.schema,
        responses: Object.fromEntries(
          Object.entries(responses).map(([status, { content = {} }]) => [status, Object.keys(content)]),
        ),
      })),
    );
  }

  static async read(room: Newsroom): Promise<Description> {
    return new Description(await room.json('/openapi.json'));
  }

  /** What is wrong with a body that the operation describes; `undefined` if nothing is. */
  schemaFault({ method, path }: Operation, status: string, type: string, body: unknown): string | undefined {
    const pointer = ['paths', path, method.toLowerCase(), 'responses', status, 'content', type, 'schema']
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    return this.#fault(`openapi#/${pointer}`, body);
  }

  problemFault(body: unknown): string | undefined {
    return this.#fault('openapi#/components/schemas/Problem', body);
  }

  #fault(pointer: string, body: unknown): string | undefined {
    const validate = this.#compiled.get(pointer) ?? this.#ajv.compile({ $ref: pointer });
    this.#compiled.set(pointer, validate);
    return validate(body) ? undefined : this.#ajv.errorsText(validate.errors);
  }
}
