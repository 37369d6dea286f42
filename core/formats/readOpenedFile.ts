/** Reads an object that is open, or a file inside one, as what its first bytes say that it is. */

import type { Content, Moment } from '../document/record.ts';
import { BadInput, type Refusal, refuse } from '../errors.ts';
import { omitUndefined } from '../omitUndefined.ts';
import type { ObjectInfo } from '../ports/objects.ts';
import { gunzip, isGzip } from './archives/gzip.ts';
import { boundPart, joinedPart, keyInside } from './archives/memberPath.ts';
import { authorityFormat, isAuthorityKey } from './authority/authorityFormat.ts';
import { type PeekedStream, peek, randomAccessInMemory, readAll } from './bytes.ts';
import { finalizeContent } from './finalizeContent.ts';
import type {
  ContainerFormat,
  DocumentMember,
  InputFormat,
  NestedFile,
  ObjectReading,
  RandomAccess,
  ReadMember,
  RefusedMember,
  SingleFormat,
} from './format.ts';
import { detectFormat, unknownFormat } from './formats.ts';
import { iterate } from './iterate.ts';
import { LimitExceeded, limits, type ReadBudget, tooLarge } from './limits.ts';
import { headBytes } from './openObject.ts';
import { withEmbargo } from './plain/embargo.ts';
import { senderHint, withoutTitleAndUrl } from './uploaderMetadata.ts';

/** What the object may still use up, and how deep inside it the file is that is being read. */
interface ReadContext {
  budget: ReadBudget;
  beforeParsing: (format: InputFormat) => Refusal | undefined;
  /** Whether the next member was handed over by an earlier reading. Ask once for each member. */
  skips(): boolean;
  archives: number;
  gzips: number;
  files: number;
}

/** An object, or a file inside one. */
interface OpenedFile {
  info: ObjectInfo;
  /** Bytes, if they are known before the file is read. */
  size?: number;
  peeked: PeekedStream;
  random(): Promise<RandomAccess>;
}

/**
 * Reads the documents of the file, or says why it is refused; a refused file is closed.
 * @throws `BadInput` for invalid bytes, and whatever the file's own methods throw; the caller closes it then
 */
export async function readOpenedFile(
  file: OpenedFile,
  context: ReadContext,
): Promise<Refusal | ObjectReading> {
  const { head } = file.peeked;
  if (isGzip(head)) return readGzip(file, context);
  // The key alone says so: what is inside an archive is news.
  const isAuthority = context.files === 0 && isAuthorityKey(file.info.key);
  const format = isAuthority ? authorityFormat : detectFormat(head);
  const reading =
    format === undefined
      ? unknownFormat(head)
      : format.kind === 'single'
        ? await readSingle(format, file, context)
        : await readContainer(format, file, context);
  if ('code' in reading) await file.peeked.close();
  return reading;
}

/** The content is read as if it were not compressed: it keeps its part, and a feed stays a feed. */
async function readGzip(file: OpenedFile, context: ReadContext): Promise<Refusal | ObjectReading> {
  const gzips = context.gzips + 1;
  if (gzips > limits.archives)
    return refuse('archive.nested', `gzip in gzip, more than ${limits.archives} deep`);
  const { budget } = context;
  const peeked = await peek(
    gunzip(file.peeked.stream(), (bytes) => budget.countUnpacked(bytes)),
    headBytes,
  );
  if (peeked.head.length === 0) return refuse('input.empty', '0 bytes when unpacked');
  return readOpenedFile(
    { info: file.info, peeked, random: () => bufferWhole(peeked) },
    { ...context, gzips },
  );
}

async function readSingle(
  format: SingleFormat,
  { info, size = 0, peeked }: OpenedFile,
  context: ReadContext,
): Promise<Refusal | ObjectReading> {
  if (size > limits.single) return tooLarge(size);
  // What is skipped is unpacked all the same, so that its bytes count.
  const bytes = await readAll(peeked.stream(), limits.single);
  const refused = context.beforeParsing(format);
  if (context.files > 0 && context.skips()) return skipped;
  const document = refused ?? (await format.read({ info, bytes }));
  if ('code' in document) return document;
  context.budget.countDocument();
  const { identity, retrieved, charset, content } = document;
  const member: ReadMember = {
    part: '',
    ...omitUndefined({ identity, retrieved }),
    format: format.name,
    charset,
    bytes: bytes.length,
    content: finalizeContent(content, info),
  };
  return { format: format.name, feed: false, members: iterate(member) };
}

/** A member that an earlier reading handed over. */
const skipped: ObjectReading = { format: '', feed: false, members: iterate() };

async function readContainer(
  format: ContainerFormat,
  file: OpenedFile,
  outer: ReadContext,
): Promise<Refusal | ObjectReading> {
  const { info, peeked, random } = file;
  const context = { ...outer, archives: outer.archives + (format.kind === 'archive' ? 1 : 0) };
  if (context.archives > limits.archives)
    return refuse(
      'archive.nested',
      `${context.archives} archives inside one another; at most ${limits.archives} are unpacked`,
    );
  const refused = context.beforeParsing(format);
  if (refused !== undefined) return refused;
  const container = await format.read({
    info,
    head: peeked.head,
    stream: peeked.stream,
    random,
    countUnpacked: (bytes) => context.budget.countUnpacked(bytes),
  });
  if ('code' in container) return container;
  const members = readMembers(container.members, format.name, file, context);
  const { feed, authority } = container;
  return { format: format.name, feed, ...(authority && { authority }), members };
}

/** Reads nested files and finalizes documents. */
async function* readMembers(
  members: AsyncIterable<DocumentMember | RefusedMember | NestedFile>,
  format: string,
  { info, peeked }: OpenedFile,
  context: ReadContext,
): AsyncGenerator<ReadMember | RefusedMember> {
  const memberInfo = withoutTitleAndUrl(info);
  try {
    for await (const member of members) {
      if ('stream' in member) {
        yield* readNestedFile(member, memberInfo, context);
        continue;
      }
      if (context.skips()) continue;
      if ('refusal' in member) {
        context.budget.countRefused();
        yield { ...member, part: boundPart(member.part) };
      } else {
        context.budget.countDocument();
        // A document without a part is the object itself: an e-mail, whatever its attachments are.
        const content = finalizeContent(member.content, member.part === '' ? info : memberInfo);
        yield { ...member, part: boundPart(member.part), format, content };
      }
    }
  } catch (error) {
    // An exceeded limit refuses the whole object, so it has to leave every file that the object contains.
    if (!(error instanceof BadInput) || (error instanceof LimitExceeded && context.files > 0)) throw error;
    yield { part: '', refusal: error.refusal };
  } finally {
    await peeked.close();
  }
}

async function* readNestedFile(
  file: NestedFile,
  outerInfo: ObjectInfo,
  context: ReadContext,
): AsyncGenerator<ReadMember | RefusedMember> {
  const { part, identity, retrieved, sent, embargo } = file;
  const reading = await openNestedFile(file, outerInfo, { ...context, files: context.files + 1 });
  if ('code' in reading) {
    if (context.skips()) return;
    context.budget.countRefused();
    yield { part: boundPart(part), refusal: reading };
    return;
  }
  for await (const member of reading.members) {
    const placed = { ...member, part: boundPart(joinedPart(part, member.part)) };
    if ('refusal' in placed) yield placed;
    else
      yield {
        ...(retrieved && { retrieved }),
        ...(identity && member.part === '' && { identity }),
        ...placed,
        content: withEmbargo(sent ? datedContent(placed.content, sent) : placed.content, embargo),
      };
  }
}

/** The content with the day on which it was sent, if it says none itself. A path says less than a mail. */
function datedContent(content: Content, sent: Moment): Content {
  const { published } = content;
  return published === undefined || published.source === 'key' ? { ...content, published: sent } : content;
}

/**
 * Opens a nested file as if it were an object: under the name that it has in its container, with the
 * container's hints.
 */
async function openNestedFile(
  file: NestedFile,
  outerInfo: ObjectInfo,
  context: ReadContext,
): Promise<Refusal | ObjectReading> {
  if (context.files > limits.files)
    return refuse('archive.nested', `files inside files, more than ${limits.files} deep`);
  const { contentType: _, ...rest } = outerInfo;
  const { [senderHint]: sender } = file.hints ?? {};
  const info = {
    ...rest,
    ...omitUndefined({ contentType: file.contentType }),
    key: keyInside(outerInfo.key, file.part),
    // What the uploader says counts more than a container, and of two mails the inner one tells the sender.
    metadata: { ...file.hints, ...outerInfo.metadata, ...omitUndefined({ [senderHint]: sender }) },
  };
  let opened: PeekedStream | undefined;
  try {
    const peeked = await peek(file.stream(), headBytes);
    opened = peeked;
    if (peeked.head.length === 0) return refuse('input.empty', '0 bytes');
    const read = await readOpenedFile({ info, peeked, random: () => bufferWhole(peeked) }, context);
    // What breaks off, and with it the container, is not refused for what its beginning is.
    return peeked.fault !== undefined && 'code' in read ? peeked.fault : read;
  } catch (error) {
    await opened?.close();
    if (error instanceof BadInput && !(error instanceof LimitExceeded)) return error.refusal;
    throw error;
  }
}

/** Random access to data that can only be streamed: all of it is held in memory. */
async function bufferWhole(peeked: PeekedStream): Promise<RandomAccess> {
  return randomAccessInMemory(await readAll(peeked.stream(), limits.nestedContainer));
}
