/**
 * Cursors: where a page ended, signed and bound to the question it belongs to. To a client they are opaque; nothing secret is in them,
 * but nobody can make one up, or take one to another route or other filters.
 *
 * `base64url(JSON {v, q, at}) . base64url(HMAC-SHA256 of that JSON, cut to 128 bits)`: v the version, q a hash of the question, at the
 * position, whose form the route knows.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { hash } from '../../core/document/identity.ts';
import { pairsOf } from './parameters.ts';
import { parameterProblem } from './problem.ts';

export type Secret = string | Uint8Array;

/** Holds the secret on AWS: at least 32 characters, the same for `query` and `search`. */
export const cursorSecretVariable = 'DATELINE_CURSOR_SECRET';
export const cursorSecretForm = z.string('is not set').min(32, 'is too short');

const envelope = z.strictObject({ v: z.literal(1), q: z.string(), at: z.json() });

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
export function signCursor(secret: Secret, question: string, position: z.core.util.JSONType): string {
  const body = Buffer.from(JSON.stringify({ v: 1, q: question, at: position }));
  const cursor = `${body.toString('base64url')}.${signature(secret, body).toString('base64url')}`;
  if (cursor.length > longest) throw new RangeError('the position is too long for a cursor');
  return cursor;
}

/** The position that a cursor holds. @throws HttpProblem 400 for one that is not ours, of another question, or of another form */
export function openCursor<T>(secret: Secret, question: string, cursor: string, position: z.ZodType<T>): T {
  const opened = openEnvelope(secret, cursor);
  if (opened === undefined) throw refused('It is none that was given out here.', cursor);
  if (opened.q !== question) throw refused('It belongs to another question: follow `next` with the same path and parameters.', cursor);
  const at = position.safeParse(opened.at);
  if (!at.success) throw refused('It is of another version.', cursor);
  return at.data;
}

function openEnvelope(secret: Secret, cursor: string): z.infer<typeof envelope> | undefined {
  const parts = /^([\w-]+)\.([\w-]+)$/.exec(cursor);
  if (parts === null || cursor.length > longest) return undefined;
  const body = Buffer.from(parts[1] ?? '', 'base64url');
  const signed = Buffer.from(parts[2] ?? '', 'base64url');
  // Only the one spelling that was given out: base64 has others for the same bytes.
  if (`${body.toString('base64url')}.${signed.toString('base64url')}` !== cursor) return undefined;
  const expected = signature(secret, body);
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) return undefined;
  const parsed = envelope.safeParse(JSON.parse(body.toString()));
  return parsed.success ? parsed.data : undefined;
}

function signature(secret: Secret, body: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(body).digest().subarray(0, signatureBytes);
}

function refused(why: string, got: string) {
  return parameterProblem('cursor', `The cursor cannot be followed. ${why}`, { got, allowed: 'what `next` of the page before says' });
}
