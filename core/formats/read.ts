/** From an object of the inbox to the documents in it. Adding a format is one file in this folder and one line in a list below. */
import { finished } from '../document/finished.ts';
import { type Refusal, refuse } from '../errors.ts';
import type { ObjectInfo, StoredObject } from '../ports.ts';
import { binaryEvidence } from './charset.ts';
import type { ContainerFormat, Inner, Member, Reading, RefusedMember, SingleFormat } from './format.ts';
import { html } from './html.ts';
import { jsonFeed } from './jsonFeed.ts';
import { jsonLines } from './jsonLines.ts';
import { firstBytes, foreignFormat } from './signature.ts';
import { text } from './text.ts';

/** Goes up whenever the same bytes are read otherwise than before, so that what was read is read again. */
export const readerVersion = 'read-2';

/** Objects that hold many documents; asked first, in this order. */
const containerFormats: readonly ContainerFormat[] = [jsonFeed, jsonLines];

/** Asked in this order; the first that recognises the bytes reads them. Plain text comes last: it takes whatever is made of letters. */
const singleFormats: readonly SingleFormat[] = [html, text];

const largestSingle = 25 * 1024 * 1024;

/** How much of an object its format is told by. */
const headBytes = 64 * 1024;

/**
 * What an object holds, or why it is refused. Sizes are judged before anything is downloaded, and the format by content, never by name.
 *
 * @throws whatever `object.bytes()` throws: the caller knows whether the object vanished or a retry may help
 */
export async function readObject(object: StoredObject): Promise<Refusal | Reading> {
  if (object.size === 0) return object.key.endsWith('/') ? folder() : refuse('input.empty', '0 bytes');
  if (object.size > largestSingle) return refuse('input.too_large', `${object.size} bytes; single documents may have ${largestSingle}`);
  return readBytes(object, await object.bytes());
}

/** S3 consoles put an empty object `name/` where somebody makes a folder: no document, and nothing to complain about. */
function folder(): Reading {
  return { format: 'folder', feed: false, members: none() };
}

async function readBytes(object: StoredObject, bytes: Uint8Array): Promise<Refusal | Reading> {
  const { bytes: _bytes, stream: _stream, ...info } = object;
  const head = bytes.subarray(0, headBytes);
  const container = containerFormats.find((candidate) => candidate.recognises(head));
  if (container !== undefined) {
    const found = await container.read({ info, head, stream: () => whole(bytes), random: async () => randomAccess(bytes) });
    return 'code' in found ? found : { format: container.name, feed: found.feed, members: all(found.members, info) };
  }
  const format = singleFormats.find((candidate) => candidate.recognises(head));
  if (format === undefined) return refuse('input.unknown_format', unknownEvidence(bytes));
  const read = await format.read({ info, bytes });
  if ('code' in read) return read;
  const member: Member = {
    part: '',
    ...(read.identity === undefined ? {} : { identity: read.identity }),
    charset: read.charset,
    bytes: bytes.length,
    content: finished(read.content, info),
  };
  return { format: format.name, feed: false, members: one(member) };
}

function unknownEvidence(bytes: Uint8Array): string {
  const found = foreignFormat(bytes);
  const why = found === undefined ? binaryEvidence(bytes) : `it begins as ${found} does`;
  return `first bytes ${firstBytes(bytes)}${why === undefined ? '' : `; ${why}`}`;
}

async function* one(member: Member): AsyncGenerator<Member> {
  yield member;
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function randomAccess(bytes: Uint8Array) {
  return { size: bytes.length, read: async (start: number, end: number) => bytes.subarray(start, end) };
}

/** The members as their format tells them, with what the uploader and the key know of the whole. */
async function* all(members: AsyncIterable<Member | RefusedMember | Inner>, info: ObjectInfo): AsyncGenerator<Member | RefusedMember> {
  for await (const member of members) {
    if ('stream' in member) continue;
    yield 'refusal' in member ? member : { ...member, content: finished(member.content, info) };
  }
}

async function* none(): AsyncGenerator<Member> {}
