/** Requests made from the operations: mostly allowed, with one or two things wrong. */

import type { Random } from '../../../core/random.ts';
import { wordList } from '../../../core/text/wordSet.ts';
import type { Operation, Schema } from './description.ts';
import { allowedValue, encodeValue, hostileValue, type Known } from './values.ts';

export interface ApiRequest {
  operation: Operation;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** What earlier answers gave: cursors with the address of their list, and entity tags with theirs. */
export interface Memory extends Known {
  cursors: { url: string; next: string }[];
  etags: { url: string; etag: string }[];
}

const wrongMethods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST', 'GET', 'PROPFIND', 'HEAD'];
const accepts = wordList`
  */* application/json text/html application/ld+json application/*;q=0.1 a ,,;q= application/json;q=0
`;
/** Header values may hold any byte but NUL and line ends. */
const headerValues = [
  '',
  ' ',
  '"',
  '*',
  'W/"x"',
  '"a","b"',
  'Bearer ',
  'Bearer x',
  'Basic Og==',
  '\xff\xfe',
  'a'.repeat(8_000),
  'gzip;q=9',
  ',',
];
const headerNames = wordList`
  accept if-none-match authorization content-type x-forwarded-host origin range expect cookie
`;

export function randomRequest(operation: Operation, random: Random, memory: Memory): ApiRequest {
  if (memory.cursors.length > 0 && random.chance(0.08)) return cursorRequest(operation, random, memory);
  const wrong = random.chance(0.5);
  if (memory.etags.length > 0 && random.chance(0.05)) return conditionalRequest(operation, random, memory);
  const value = (name: string, schema: Schema) =>
    wrong && random.chance(0.5) ? hostileValue(schema, random) : allowedValue(name, schema, random, memory);
  let url = operation.path;
  const query: string[] = [];
  for (const { name, in: place, required, schema } of operation.parameters) {
    if (place === 'path') url = url.replace(`{${name}}`, encodeValue(value(name, schema), random) || 'x');
    else if (required ? !wrong || random.chance(0.9) : random.chance(0.35))
      for (
        let i = schema.type === 'array' ? random.below(3) : wrong && random.chance(0.1) ? 1 : 0;
        i >= 0;
        i--
      )
        query.push(
          `${name}=${encodeValue(name === 'cursor' ? cursorOf(random, memory) : value(name, schema.items ?? schema), random)}`,
        );
  }
  if (wrong && random.chance(0.1)) query.push(`${encodeValue(hostileValue({}, random), random)}=1`);
  if (wrong && random.chance(0.05)) query.push('x'.repeat(8_200));
  const method = wrong && random.chance(0.1) ? random.pick(wrongMethods) : operation.method;
  const request = {
    operation,
    method,
    url: query.length === 0 ? url : `${url}?${query.join('&')}`,
    headers: headersOf(random, memory, wrong),
  };
  if (operation.method !== 'POST' || method === 'GET' || method === 'HEAD') return request;
  const body = bodyOf(operation.body ?? {}, random, memory, wrong);
  // A request with a string for its body is text/plain, unless it says otherwise.
  if (wrong && random.chance(0.1)) return { ...request, body };
  return { ...request, headers: { 'content-type': 'application/json', ...request.headers }, body };
}

function headersOf(random: Random, { etags }: Memory, wrong: boolean): Record<string, string> {
  const headers: Record<string, string> = {};
  if (random.chance(0.2)) headers.accept = random.pick(accepts);
  if (random.chance(0.1))
    headers['accept-encoding'] = random.pick(['gzip', 'deflate', 'identity', 'br, gzip;q=0.5']);
  if (random.chance(0.1) && etags.length > 0) headers['if-none-match'] = random.pick(etags).etag;
  if (wrong && random.chance(0.2)) headers[random.pick(headerNames)] = random.pick(headerValues);
  return headers;
}

function bodyOf(schema: Schema, random: Random, memory: Memory, wrong: boolean): string {
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (!schema.required?.includes(name) && random.chance(0.5)) continue;
    if (name === 'cursor') fields[name] = cursorOf(random, memory);
    else if (wrong && random.chance(0.3))
      fields[name] = random.pick([1, null, [], {}, true, hostileValue(field, random)]);
    else fields[name] = allowedValue(name, field, random, memory);
  }
  const text = JSON.stringify(fields);
  if (!wrong || random.chance(0.5)) return text;
  return random.pick([
    '',
    '{',
    '[]',
    'null',
    '"x"',
    `${text}${text}`,
    text.slice(0, -1),
    text.replace('{', '{"__proto__":{"x":"y"},'),
    `{"key":"a","key":"../b"}`,
    `{"key":"\\ud800"}`,
    '['.repeat(4_000),
    `{"key":"${'x'.repeat(9_000)}"}`,
    '\ufeff{}',
    '\0',
  ]);
}

/** Asks again for what the client already has, or says so of something else. */
function conditionalRequest(operation: Operation, random: Random, { etags }: Memory): ApiRequest {
  const { url, etag } = random.pick(etags);
  const known = random.pick([etag, `W/${etag}`, '*', `"x", ${etag}`, etag.slice(1), random.pick(etags).etag]);
  return { operation, method: random.pick(['GET', 'HEAD']), url, headers: { 'if-none-match': known } };
}

/** Follows a cursor as it is meant, or uses it for another list. */
function cursorRequest(operation: Operation, random: Random, memory: Memory): ApiRequest {
  const { url, next } = random.pick(memory.cursors);
  const cursor = random.chance(0.6) ? next : broken(next, random);
  const address = random.chance(0.7) ? url : operation.path;
  return {
    operation,
    method: 'GET',
    url: `${address}${address.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`,
    headers: {},
  };
}

function cursorOf(random: Random, { cursors }: Memory): string {
  const next = cursors.length === 0 ? 'x' : random.pick(cursors).next;
  return random.chance(0.5) ? next : broken(next, random);
}

function broken(cursor: string, random: Random): string {
  const at = random.below(cursor.length);
  const changed = String.fromCharCode(33 + random.below(94));
  return random.pick([
    cursor.slice(0, at),
    cursor.slice(0, at) + changed + cursor.slice(at + 1),
    cursor + changed,
    cursor.split('.').reverse().join('.'),
    `${cursor.split('.')[0]}.${Buffer.from('{"v":2,"q":"","at":{}}').toString('base64url')}.${'A'.repeat(22)}`,
    'A'.repeat(1_024),
  ]);
}
