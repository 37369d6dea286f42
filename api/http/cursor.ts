/**
 * Cursors: where a page ended, signed and bound to the question it belongs to. To a client they are opaque; nothing secret is in them,
 * but nobody can make one up, or take one to another route or other filters.
 *
 * `key . base64url(JSON {v, q, at}) . base64url(HMAC-SHA256 of that JSON, cut to 128 bits)`: key the name of what signed it, v the version,
 * q a hash of the question, at the position, whose form the route knows.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { hash } from '../../core/hash.ts';
import type { CursorKey } from './cursorKeys.ts';
import { pairsOf } from './parameters.ts';
import { parameterProblem } from './problem.ts';

const envelope = z.strictObject({ v: z.literal(2), q: z.string(), at: z.json() });

/** In characters; a position is at most a sort key of the table. */
const longest = 1024;
const signatureBytes = 16;

/** What a cursor is bound to: the path and every parameter but those that choose the page. The order of parameters does not matter. */
export function questionOf(url: string): string {
  const filters = pairsOf(url)
    .filter(([name]) => name !== 'cursor' && name !== 'limit')
    .map(([name, value]) => JSON.stringify([name, value]))
    .sort();
  return hash(new URL(url).pathname, ...filters).slice(0, 16);
}

/** @throws RangeError for a position that makes it longer than 1 KB */
export function signCursor(key: CursorKey, question: string, position: z.core.util.JSONType): string {
  const body = Buffer.from(JSON.stringify({ v: 2, q: question, at: position }));
  const cursor = written(key, body);
  if (cursor.length > longest) throw new RangeError('the position is too long for a cursor');
  return cursor;
}

/**
 * The position that a cursor holds.
 *
 * @param keys any of these may have signed it
 * @throws HttpProblem 400 for one that is not ours, of another question, or of another form
 */
export function openCursor<T>(
  keys: readonly CursorKey[],
  question: string,
  cursor: string,
  position: z.ZodType<T>,
): T {
  const opened = openEnvelope(keys, cursor);
  if (opened === undefined)
    throw refused('It is none that was given out here, or too old: begin again without it.', cursor);
  if (opened.q !== question)
    throw refused('It belongs to another question: follow `next` with the same path and parameters.', cursor);
  const at = position.safeParse(opened.at);
  if (!at.success) throw refused('It is of another version.', cursor);
  return at.data;
}

/** The name of the key that is said to have signed it; none in what cannot be a cursor. */
export function keyNameIn(cursor: string): string | undefined {
  return /^([\w-]{6})\./.exec(cursor)?.[1];
}

function openEnvelope(keys: readonly CursorKey[], cursor: string): z.infer<typeof envelope> | undefined {
  const [, name, text] = /^([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(cursor) ?? [];
  const key = keys.find((each) => each.name === name);
  if (key === undefined || text === undefined || cursor.length > longest) return undefined;
  const body = Buffer.from(text, 'base64url');
  // Only the one spelling that was given out: base64 has others for the same bytes.
  if (!same(written(key, body), cursor)) return undefined;
  const parsed = envelope.safeParse(JSON.parse(body.toString()));
  return parsed.success ? parsed.data : undefined;
}

function written({ name, secret }: CursorKey, body: Buffer): string {
  const signature = createHmac('sha256', secret).update(body).digest().subarray(0, signatureBytes);
  return `${name}.${body.toString('base64url')}.${signature.toString('base64url')}`;
}

/** Takes the same time wherever they differ. */
function same(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}

function refused(why: string, got: string) {
  return parameterProblem('cursor', `The cursor cannot be followed. ${why}`, {
    got,
    allowed: 'what `next` of the page before says',
  });
}
