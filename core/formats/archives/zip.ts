/**
 * zip: each member is a nested file, found through the directory at the archive's end (`zipDirectory.ts`).
 * This is not left to a library because libraries do not check what matters here: overlapping members, false
 * sizes, truncated archives (docs/adr/0010-zip-by-hand.md). Office files are zip archives too; they are other
 * formats.
 */
import { crc32, createInflateRaw } from 'node:zlib';
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import type { ContainerFormat, ContainerInput, NestedFile, RandomAccess, RefusedMember } from '../format.ts';
import { isSystemFile } from '../systemFile.ts';
import { decompress } from './decompress.ts';
import { displayName, memberPath } from './memberPath.ts';
import { localHeaderBytes, readDirectory, type ZipDirectory, type ZipEntry } from './zipDirectory.ts';

export const zip: ContainerFormat = {
  name: 'zip',
  kind: 'archive',
  seconds: 5,
  recognises: (head) => isZip(head) && !isPackage(head),
  async read({ random, countUnpacked }) {
    const archive = await random();
    const directory = await readDirectory(archive);
    const overlap = findOverlap(directory);
    if (overlap !== undefined) return refuse('archive.bomb', overlap);
    return { feed: false, members: readMembers(archive, directory, countUnpacked) };
  },
};

function isZip(head: Uint8Array): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
  );
}

/** Names of the first member in packages of Office, OpenDocument, e-books and programs. */
const packageParts = [
  /\[Content_Types\]\.xml/,
  /_rels\/\.rels/,
  /docProps\/(?:app|core)\.xml/,
  /word\/(?:document|styles|numbering|settings|webSettings|fontTable)\d?\.xml/,
  /word\/(?:theme|_rels)\//,
  /xl\/workbook\.xml/,
  /ppt\/presentation\.xml/,
  /mimetypeapplication\//,
  /META-INF\/MANIFEST\.MF/,
];
const beginsPackage = new RegExp(`^(?:${packageParts.map(({ source }) => source).join('|')})`);

function isPackage(head: Uint8Array): boolean {
  return beginsPackage.test(
    Buffer.from(head.subarray(localHeaderBytes, localHeaderBytes + 64)).toString('latin1'),
  );
}

/**
 * Members that share bytes unpack to more than their archive could hold (Fifield, "A better zip bomb", 2019).
 */
function findOverlap({ entries, end, cut }: ZipDirectory): string | undefined {
  if (cut) return undefined;
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  const bad = inOrder.findIndex((entry, i) => {
    const next = inOrder[i + 1]?.offset ?? end;
    return entry.offset < 0 || entry.offset + localHeaderBytes + entry.packed > next;
  });
  const name = displayName(inOrder[bad]?.name ?? '');
  return bad < 0 ? undefined : `the member ${JSON.stringify(name)} overlaps what follows it`;
}

async function* readMembers(
  archive: RandomAccess,
  { entries, cut }: ZipDirectory,
  countUnpacked: ContainerInput['countUnpacked'],
): AsyncGenerator<NestedFile | RefusedMember> {
  for (const entry of entries) {
    if (entry.special || entry.name.endsWith('/')) continue;
    const path = memberPath(entry.name);
    if (typeof path === 'string' && isSystemFile(path)) continue;
    const refusal = typeof path === 'string' ? memberFault(entry) : path;
    if (typeof path === 'string' && refusal === undefined)
      yield { part: path, stream: () => unpackMember(archive, entry, countUnpacked) };
    else if (typeof refusal === 'object') yield { part: displayName(entry.name), refusal };
  }
  if (cut)
    yield {
      part: 'list of members',
      refusal: refuse(
        'input.truncated',
        `the directory at the end is missing, or lists no file; ${entries.length} members were found`,
      ),
    };
}

/** The reason why a member cannot be unpacked, if its header already shows one. */
export function memberFault({ encrypted, method }: ZipEntry): Refusal | undefined {
  if (encrypted) return refuse('archive.encrypted', 'this member is locked with a password');
  return method === 0 || method === 8
    ? undefined
    : refuse('input.unknown_format', `packed by method ${method}; 0 (stored) and 8 (deflated) are read`);
}

/**
 * Streams the bytes of a member.
 *
 * @throws BadInput if the bytes differ from the size or the checksum in the directory
 */
export async function* unpackMember(
  archive: RandomAccess,
  entry: ZipEntry,
  countUnpacked: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const raw = packedBytes(archive, entry);
  const stream = entry.method === 0 ? raw : decompress(raw, createInflateRaw(), countUnpacked);
  const wrongSize = (found: string) =>
    new BadInput('archive.lying_size', `it unpacks to ${found}, but the directory says ${entry.size}`);
  let size = 0;
  let crc = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (entry.size >= 0 && size > entry.size) throw wrongSize(`more than ${size - 1} bytes`);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (entry.size >= 0 && size < entry.size) throw wrongSize(`${size} bytes`);
  if (entry.crc >= 0 && crc !== entry.crc)
    throw new BadInput('input.truncated', `its checksum is wrong for the ${size} bytes that it unpacks to`);
}

const chunkBytes = 256 * 1024;

async function* packedBytes(archive: RandomAccess, { offset, packed }: ZipEntry): AsyncGenerator<Uint8Array> {
  const header = Buffer.from(await archive.read(offset, offset + localHeaderBytes));
  if (header.length < localHeaderBytes || header.readUInt32LE(0) !== 0x04034b50)
    throw new BadInput('input.truncated', `expected a member at byte ${offset}, according to the directory`);
  let at = offset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  for (const end = at + packed; at < end; ) {
    const bytes = await archive.read(at, Math.min(at + chunkBytes, end));
    if (bytes.length === 0)
      throw new BadInput('input.truncated', `the archive ends ${end - at} bytes before its member does`);
    at += bytes.length;
    yield bytes;
  }
}
