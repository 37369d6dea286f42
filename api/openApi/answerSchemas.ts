/** The schemas of all answers, each with a name, as the components of an OpenAPI document. */
import * as z from 'zod';
import { refusalCode } from '../../core/document/refusalCode.ts';
import { jsonLdMediaType } from '../exports/newsArticle.ts';
import { ninjsMediaType } from '../exports/ninjs.ts';
import { jsonFeedMediaType } from '../feeds/feed.ts';
import { geoJsonMediaType } from '../geo/geoJson.ts';
import { problem } from '../http/problem.ts';
import type { RouteFacts } from '../http/routeFacts.ts';
import { answerName, itemName } from './names.ts';

const folder = '#/components/schemas/';

/** How the answers of one route in several media types are told apart. */
const mediaTypeNames: Record<string, string> = {
  [geoJsonMediaType]: 'GeoJson',
  [jsonLdMediaType]: 'JsonLd',
  [ninjsMediaType]: 'Ninjs',
};

export interface AnswerSchemas {
  /** The components, by name. */
  components: Record<string, object>;
  /** A reference to the component of an answer; for text, the schema itself. */
  refer(schema: z.ZodType): object;
}

/** Routes that answer with the same schema share its component, which the first of them names. */
export function answerSchemas(routes: readonly RouteFacts[]): AnswerSchemas {
  const registry = z.registry<{ id: string }>();
  const names = new Set<string>();
  const add = (schema: z.core.$ZodType, name: string) => {
    if (registry.has(schema) || schema instanceof z.ZodString) return;
    if (names.has(name)) throw new Error(`two schemas of answers would have the name ${name}`);
    names.add(name);
    registry.add(schema, { id: name });
  };
  const addAnswer = (schema: z.core.$ZodType, name: string) => {
    add(schema, name);
    const items = schema instanceof z.ZodObject ? schema.shape.items : undefined;
    if (items instanceof z.ZodArray) add(items.element, itemName(name));
  };
  add(problem, 'Problem');
  add(refusalCode, 'RefusalCode');
  // Lists first: the item of a list may be the answer of another route.
  for (const { path, method, responses, pendingResponse } of routes.toSorted(getsFirst)) {
    const name = `${answerName(path)}${method === 'POST' ? 'Result' : ''}`;
    for (const [type, schema] of Object.entries(responses))
      addAnswer(schema, type === jsonFeedMediaType ? 'JsonFeed' : `${name}${mediaTypeNames[type] ?? ''}`);
    if (pendingResponse !== undefined) add(pendingResponse, `${name}Pending`);
  }
  return {
    components: componentsOf(registry),
    refer(schema) {
      const name = registry.get(schema)?.id;
      return name === undefined ? { type: 'string' } : { $ref: `${folder}${name}` };
    },
  };
}

function getsFirst(a: RouteFacts, b: RouteFacts): number {
  return Number(a.method === 'POST') - Number(b.method === 'POST');
}

/** Schemas that refer to themselves have no name of their own; zod keeps them apart. */
const unnamed = '__shared';

function componentsOf(registry: z.core.$ZodRegistry<{ id: string }>): Record<string, object> {
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    unrepresentable: 'any',
    uri: (id) => `${folder}${id}`,
  });
  const { [unnamed]: shared, ...named } = schemas;
  const nested = Object.entries(shared?.$defs ?? {}).map(([name, schema]) => [nestedName(name), schema]);
  const components = Object.fromEntries([...Object.entries(named), ...nested]) as Record<string, object>;
  const text = JSON.stringify(components, (key, value) =>
    key === '$schema' || key === '$id' ? undefined : value,
  );
  const own = text.replaceAll(
    new RegExp(`"${folder}${unnamed}#/\\$defs/(\\w+)"`, 'g'),
    (_, name: string) => `"${folder}${nestedName(name)}"`,
  );
  return JSON.parse(own) as Record<string, object>;
}

/** `Nested0` for zod's `schema0`. */
function nestedName(name: string): string {
  return name.replace('schema', 'Nested');
}

/** The schema of something that a client sends. */
export function inputSchema(schema: z.core.$ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
