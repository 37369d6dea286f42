/**
 * Cursors: the position where a page ended, signed and bound to the query of the list. Clients treat them as
 * opaque. They contain no secret, but nobody can forge one or use it on another route or with other filters.
 *
 * Format: `key . base64url(JSON {v, q, at}) . base64url(HMAC-SHA256 of that JSON, cut to 128 bits)`. `key`
 * names the signing key, `v` is the version, `q` a hash of the query, and `at` the position, whose form the
 * route defines.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { hash } from '../../core/hash.ts';
import type { CursorKey } from './cursorKeys.ts';
import { allowedCursor } from './parameterSchemas.ts';
import { parseQueryString } from './parameters.ts';
import { parameterProblem } from './problem.ts';

const envelope = z.strictObject({ v: z.literal(2), q: z.string(), at: z.json() });

/** In characters. A position is at most as long as a sort key of the table. */
const maxLength = 1024;
const signatureBytes = 16;

/** A hash of the path and of every parameter except those that choose the page, in any order. */
export function hashQuery(url: string): string {
  const filters = parseQueryString(url)
    .filter(([name]) => name !== 'cursor' && name !== 'limit')
    .map(([name, value]) => JSON.stringify([name, value]))
    .sort();
  return hash(new URL(url).pathname, ...filters).slice(0, 16);
}

/** @throws RangeError if the position makes the cursor longer than 1 KB */
export function signCursor(key: CursorKey, queryHash: string, position: z.core.util.JSONType): string {
  const body = Buffer.from(JSON.stringify({ v: 2, q: queryHash, at: position }));
  const cursor = encodeCursor(key, body);
  if (cursor.length > maxLength) throw new RangeError('the position is too long for a cursor');
  return cursor;
}

/**
 * The position in a cursor.
 *
 * @param keys any of these may have signed it
 * @throws HttpProblem 400 if its signature, query or form is wrong
 */
export function openCursor<T>(
  keys: readonly CursorKey[],
  queryHash: string,
  cursor: string,
  position: z.ZodType<T>,
): T {
  const opened = openEnvelope(keys, cursor);
  if (opened === undefined)
    throw cursorProblem('The cursor is invalid or expired; start without one.', cursor);
  if (opened.q !== queryHash)
    throw cursorProblem(
      'The cursor belongs to a different query; follow `next` with the same path and parameters.',
      cursor,
    );
  const at = position.safeParse(opened.at);
  if (!at.success)
    throw cursorProblem('The cursor is from another version of the API; start without one.', cursor);
  return at.data;
}

/** The name of the key that the cursor claims to be signed with, or `undefined` if it cannot be a cursor. */
export function signingKeyName(cursor: string): string | undefined {
  return /^([\w-]{6})\./.exec(cursor)?.[1];
}

function openEnvelope(keys: readonly CursorKey[], cursor: string): z.infer<typeof envelope> | undefined {
  const [, name, text] = /^([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(cursor) ?? [];
  const key = keys.find((each) => each.name === name);
  if (key === undefined || text === undefined || cursor.length > maxLength) return undefined;
  const body = Buffer.from(text, 'base64url');
  // Comparing whole cursors accepts only our own spelling: base64 has others for the same bytes.
  if (!equalInConstantTime(encodeCursor(key, body), cursor)) return undefined;
  const parsed = envelope.safeParse(JSON.parse(body.toString()));
  return parsed.success ? parsed.data : undefined;
}

function encodeCursor({ name, secret }: CursorKey, body: Buffer): string {
  const signature = createHmac('sha256', secret).update(body).digest().subarray(0, signatureBytes);
  return `${name}.${body.toString('base64url')}.${signature.toString('base64url')}`;
}

function equalInConstantTime(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}

function cursorProblem(detail: string, got: string) {
  return parameterProblem('cursor', detail, { got, allowed: allowedCursor });
}
