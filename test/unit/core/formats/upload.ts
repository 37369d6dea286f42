/** Creates objects of the inbox for tests and reads them. */
import type { Content } from '../../../../core/document/record.ts';
import type { Refusal } from '../../../../core/errors.ts';
import type { ReadableObject, ReadMember, RefusedMember } from '../../../../core/formats/format.ts';
import { readObject } from '../../../../core/formats/read.ts';

export interface Given {
  key?: string;
  metadata?: Record<string, string>;
  contentType?: string;
  /** When it was put. */
  modified?: number;
  /** The size that the bucket reports, if it differs from the length of the bytes. */
  size?: number;
}

/** After the dates of all files in tests, unless a test says when its file was put. */
const putOn = Date.UTC(2026, 10, 30);

export function stored(
  body: string | Uint8Array,
  { key = 'news.txt', metadata = {}, contentType, modified = putOn, size }: Given = {},
): ReadableObject {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return {
    key,
    version: 'v1',
    size: size ?? bytes.length,
    modified,
    etag: 'e',
    metadata,
    ...(contentType === undefined ? {} : { contentType }),
    async *stream() {
      yield bytes;
    },
    range: async (start, end) => bytes.subarray(start, end),
  };
}

/** What an object has, or why it is refused. */
export async function readAll(
  body: string | Uint8Array,
  given: Given = {},
): Promise<Refusal | (ReadMember | RefusedMember)[]> {
  const reading = await readObject(stored(body, given));
  return 'code' in reading ? reading : Array.fromAsync(reading.members);
}

/** The only document of an object, or the refusal. */
export async function readOne(body: string | Uint8Array, given: Given = {}): Promise<Refusal | ReadMember> {
  const members = await readAll(body, given);
  if ('code' in members) return members;
  const [only] = members;
  if (members.length === 1 && only !== undefined && 'refusal' in only && only.part === '')
    return only.refusal;
  if (members.length !== 1 || only === undefined || 'refusal' in only)
    throw new Error(`expected one document, got ${JSON.stringify(members)}`);
  return only;
}

export async function contentOf(body: string | Uint8Array, given: Given = {}): Promise<Content> {
  const read = await readOne(body, given);
  if ('code' in read) throw new Error(`refused: ${read.code} (${read.evidence})`);
  return read.content;
}

export async function codeOf(body: string | Uint8Array, given: Given = {}): Promise<string> {
  const read = await readOne(body, given);
  return 'code' in read ? read.code : `read as ${read.format}`;
}

/**
 * For each part of a container its title or the code of its refusal; if the container itself is refused,
 * its code.
 */
export async function partsOf(
  body: string | Uint8Array,
  given: Given = {},
): Promise<string | [part: string, read: string][]> {
  const members = await readAll(body, given);
  if ('code' in members) return members.code;
  return members.map((member) => [
    member.part,
    'refusal' in member ? member.refusal.code : member.content.title,
  ]);
}
