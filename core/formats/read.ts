/** From an object of the inbox to the documents in it. */

import { type Refusal, refuse } from '../errors.ts';
import type { ObjectInfo } from '../ports/objects.ts';
import { gunzipped, isGzip } from './archives/gzip.ts';
import { joinedPart, keyInside } from './archives/memberPath.ts';
import { inBlocks, inMemory, type Peeked, peek, readAll } from './bytes.ts';
import { finalizeContent } from './finalizeContent.ts';
import {
  BadInput,
  type ContainerFormat,
  type Member,
  type NestedFile,
  type RandomAccess,
  type ReadableObject,
  type Reading,
  type ReadMember,
  type RefusedMember,
  type SingleFormat,
} from './format.ts';
import { detectFormat, isArchive, isTame, unknownFormat } from './formats.ts';
import { LimitExceeded, limits, ReadBudget } from './limits.ts';

/** How much of an object its format is told by. */
const headBytes = 64 * 1024;

/** Asked when a document or a container is about to be parsed, with its format; what it answers stands for the document. */
export type Begins = (format: string) => Refusal | undefined;

/** An object whose first bytes were fetched, and judged. To be read by `readOpened`, or closed. */
export interface OpenedObject extends ReadableObject {
  head: Uint8Array;
  /** Reading it may take too long or too much memory, so it should happen where it can be killed. */
  wild: boolean;
  close(): Promise<void>;
}

/**
 * What an object holds, or why it is refused. Sizes are judged before anything is downloaded, and the format by content, never by name.
 *
 * @throws whatever the object's own methods throw: the caller knows whether it vanished or a retry may help
 */
export async function readObject(object: ReadableObject): Promise<Refusal | Reading> {
  const opened = await openObject(object);
  return 'head' in opened ? readOpened(opened) : opened;
}

/** Fetches the first bytes, or says at once what the object is. */
export async function openObject(object: ReadableObject): Promise<Refusal | Reading | OpenedObject> {
  if (object.size === 0) return object.key.endsWith('/') ? folder() : refuse('input.empty', '0 bytes');
  if (object.size > limits.container)
    return refuse('input.too_large', `${object.size} bytes; the largest files have ${limits.container}`);
  const peeked = await peek(object.stream(), headBytes);
  let taken = false;
  const stream = () => {
    if (taken) return object.stream();
    taken = true;
    return peeked.stream();
  };
  const { head, close } = peeked;
  const { format } = detectFormat(head);
  return {
    ...object,
    head,
    wild: isGzip(head) || (format !== undefined && !isTame(format)),
    stream,
    range: (start, end) => object.range(start, end),
    close,
  };
}

export async function readOpened(
  object: OpenedObject,
  begins: Begins = () => undefined,
): Promise<Refusal | Reading> {
  const { head, wild: _wild, stream, range, close, ...info } = object;
  const within: Within = { allowance: new ReadBudget(object.size), begins, archives: 0, gzips: 0, files: 0 };
  const random = async () => {
    await close();
    return inBlocks(object.size, range);
  };
  try {
    return await read({ info, size: object.size, peeked: { head, stream, close }, random }, within);
  } catch (error) {
    await close();
    if (error instanceof BadInput) return error.refusal;
    throw error;
  }
}

/** S3 consoles put an empty object `name/` where somebody makes a folder: no document, and nothing to complain about. */
function folder(): Reading {
  return { format: 'folder', feed: false, members: none() };
}

/** Where in an object we are, and what is left for it. */
interface Within {
  allowance: ReadBudget;
  begins: Begins;
  archives: number;
  gzips: number;
  files: number;
}

/** An object or a file inside one. */
interface File {
  info: ObjectInfo;
  /** Where it is known beforehand. */
  size?: number;
  peeked: Peeked;
  random(): Promise<RandomAccess>;
}

async function read(file: File, within: Within): Promise<Refusal | Reading> {
  const { head } = file.peeked;
  if (isGzip(head)) return readGzip(file, within);
  const { container, single } = detectFormat(head);
  const reading = container
    ? readContainer(container, file, within)
    : single
      ? readSingle(single, file, within)
      : unknownFormat(head);
  const answer = await reading;
  if ('code' in answer) await file.peeked.close();
  return answer;
}

/** What is inside is read as if it were not packed: it has the same part, and a feed stays a feed. */
async function readGzip(file: File, within: Within): Promise<Refusal | Reading> {
  const gzips = within.gzips + 1;
  if (gzips > limits.archives)
    return refuse('archive.nested', `gzip in gzip, more than ${limits.archives} deep`);
  const { allowance } = within;
  const peeked = await peek(
    gunzipped(file.peeked.stream(), (bytes) => allowance.unpack(bytes)),
    headBytes,
  );
  if (peeked.head.length === 0) return refuse('input.empty', '0 bytes when unpacked');
  return read({ info: file.info, peeked, random: async () => held(peeked) }, { ...within, gzips });
}

async function readSingle(
  format: SingleFormat,
  { info, size = 0, peeked }: File,
  within: Within,
): Promise<Refusal | Reading> {
  if (size > limits.single)
    return refuse('input.too_large', `${size} bytes; single documents may have ${limits.single}`);
  const bytes = await readAll(peeked.stream(), limits.single);
  const found = within.begins(format.name) ?? (await format.read({ info, bytes }));
  if ('code' in found) return found;
  within.allowance.document();
  const member: ReadMember = {
    part: '',
    ...(found.identity === undefined ? {} : { identity: found.identity }),
    ...(found.retrieved === undefined ? {} : { retrieved: found.retrieved }),
    format: format.name,
    charset: found.charset,
    bytes: bytes.length,
    content: finalizeContent(found.content, info),
  };
  return { format: format.name, feed: false, members: one(member) };
}

async function readContainer(format: ContainerFormat, file: File, outer: Within): Promise<Refusal | Reading> {
  const { info, peeked, random } = file;
  const within = { ...outer, archives: outer.archives + (isArchive(format) ? 1 : 0) };
  if (within.archives > limits.archives)
    return refuse('archive.nested', `an archive inside more than ${limits.archives - 1} others`);
  const refused = within.begins(format.name);
  if (refused !== undefined) return refused;
  const found = await format.read({
    info,
    head: peeked.head,
    stream: peeked.stream,
    random,
    unpack: (bytes) => within.allowance.unpack(bytes),
  });
  return 'code' in found
    ? found
    : { format: format.name, feed: found.feed, members: all(found.members, format.name, file, within) };
}

/** The members as their format tells them, with what the uploader and the key know of the whole. */
async function* all(
  members: AsyncIterable<Member | RefusedMember | NestedFile>,
  format: string,
  { info, peeked }: File,
  within: Within,
): AsyncGenerator<ReadMember | RefusedMember> {
  const shared = ofEach(info);
  try {
    for await (const member of members) {
      if ('stream' in member) {
        yield* inside(member, shared, within);
        continue;
      }
      if ('refusal' in member) {
        within.allowance.refused();
        yield member;
      } else {
        within.allowance.document();
        // A document without a path inside is the object itself: an e-mail, whatever is attached to it.
        yield {
          ...member,
          format,
          content: finalizeContent(member.content, member.part === '' ? info : shared),
        };
      }
    }
  } catch (error) {
    // What is wrong with the object as a whole is said of the object, however deep inside it was found.
    if (!(error instanceof BadInput) || (error instanceof LimitExceeded && within.files > 0)) throw error;
    yield { part: '', refusal: error.refusal };
  } finally {
    await peeked.close();
  }
}

/** A title or an address that the uploader gave is the container's, not that of each document in it. */
function ofEach(info: ObjectInfo): ObjectInfo {
  const { title: _title, url: _url, ...metadata } = info.metadata;
  return { ...info, metadata };
}

/** A file inside is read as an object would be, under the name that it has inside. */
async function* inside(
  inner: NestedFile,
  outer: ObjectInfo,
  within: Within,
): AsyncGenerator<ReadMember | RefusedMember> {
  const { part, identity, retrieved } = inner;
  const reading = await readInner(inner, outer, { ...within, files: within.files + 1 });
  if ('code' in reading) {
    within.allowance.refused();
    yield { part, refusal: reading };
    return;
  }
  for await (const member of reading.members) {
    const placed = { ...member, part: joinedPart(part, member.part) };
    if ('refusal' in placed) yield placed;
    else
      yield {
        ...(retrieved && { retrieved }),
        ...(identity && member.part === '' && { identity }),
        ...placed,
      };
  }
}

async function readInner(inner: NestedFile, outer: ObjectInfo, within: Within): Promise<Refusal | Reading> {
  if (within.files > limits.files)
    return refuse('archive.nested', `files inside files, more than ${limits.files} deep`);
  const { contentType: _, ...rest } = outer;
  const info = {
    ...rest,
    ...(inner.contentType === undefined ? {} : { contentType: inner.contentType }),
    key: keyInside(outer.key, inner.part),
    metadata: { ...inner.hints, ...outer.metadata },
  };
  let peeked: Peeked | undefined;
  try {
    const found = await peek(inner.stream(), headBytes);
    peeked = found;
    if (found.head.length === 0) return refuse('input.empty', '0 bytes');
    return await read({ info, peeked: found, random: () => held(found) }, within);
  } catch (error) {
    await peeked?.close();
    if (error instanceof BadInput && !(error instanceof LimitExceeded)) return error.refusal;
    throw error;
  }
}

/** Random access to what can only be streamed. */
async function held(peeked: Peeked): Promise<RandomAccess> {
  return inMemory(await readAll(peeked.stream(), limits.innerContainer));
}

async function* one(member: ReadMember): AsyncGenerator<ReadMember> {
  yield member;
}

async function* none(): AsyncGenerator<ReadMember> {}
