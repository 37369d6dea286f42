/**
 * zip: each member is a file inside, found by the list at the archive's end and read where it lies (`zipDirectory.ts`). Read by hand, since
 * what matters here is what libraries leave open: members that lie over one another, sizes that are not true, archives that break off
 * (docs/adr/0010-zip-by-hand.md). Office files are zip archives too, and are not read as such.
 */
import { crc32, createInflateRaw } from 'node:zlib';
import { type Refusal, refuse } from '../../errors.ts';
import {
  BadInput,
  type ContainerFormat,
  type NestedFile,
  type RandomAccess,
  type RefusedMember,
  type Source,
} from '../format.ts';
import { inflated } from './inflate.ts';
import { isLitter, memberPath, shownName } from './memberPath.ts';
import { type Directory, directoryOf, type Entry, localHeaderBytes } from './zipDirectory.ts';

export const zip: ContainerFormat = {
  name: 'zip',
  recognises: (head) => isZip(head) && !isPackage(head),
  async read(source) {
    const archive = await source.random();
    const directory = await directoryOf(archive);
    const over = overlap(directory);
    if (over !== undefined) return refuse('archive.bomb', over);
    return { feed: false, members: members(archive, directory, source.unpack) };
  },
};

function isZip(head: Uint8Array): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
  );
}

/** With which part packages of Office, OpenDocument, e-books and programs begin. */
const ofPackage =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(?:app|core)\.xml|word\/(?:(?:document|styles|numbering|settings|webSettings|fontTable)\d?\.xml|theme\/|_rels\/)|(?:xl\/workbook|ppt\/presentation)\.xml|mimetypeapplication\/|META-INF\/MANIFEST\.MF)/;

function isPackage(head: Uint8Array): boolean {
  return ofPackage.test(
    Buffer.from(head.subarray(localHeaderBytes, localHeaderBytes + 64)).toString('latin1'),
  );
}

/** Members that share bytes unpack to more than their archive could hold (Fifield, «A better zip bomb», 2019). */
function overlap({ entries, end, cut }: Directory): string | undefined {
  if (cut) return undefined;
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  const bad = inOrder.findIndex((entry, i) => {
    const next = inOrder[i + 1]?.offset ?? end;
    return entry.offset < 0 || entry.offset + localHeaderBytes + entry.packed > next;
  });
  const name = shownName(inOrder[bad]?.name ?? '');
  return bad < 0 ? undefined : `the member ${JSON.stringify(name)} lies over what follows it`;
}

async function* members(
  archive: RandomAccess,
  { entries, cut }: Directory,
  unpack: Source['unpack'],
): AsyncGenerator<NestedFile | RefusedMember> {
  for (const entry of entries) {
    if (entry.name.endsWith('/') || isLitter(entry.name)) continue;
    const path = memberPath(entry.name);
    const refusal = typeof path === 'string' ? memberFault(entry) : path;
    if (typeof path === 'string' && refusal === undefined)
      yield { part: path, stream: () => unpacked(archive, entry, unpack) };
    else if (typeof refusal === 'object') yield { part: shownName(entry.name), refusal };
  }
  if (cut)
    yield {
      part: 'list of members',
      refusal: refuse(
        'input.truncated',
        `the list at the end is missing; ${entries.length} members were found`,
      ),
    };
}

/** Why a member cannot be unpacked, before it is tried. */
export function memberFault({ encrypted, method }: Entry): Refusal | undefined {
  if (encrypted) return refuse('archive.encrypted', 'this member is locked with a password');
  return method === 0 || method === 8
    ? undefined
    : refuse('input.unknown_format', `packed by method ${method}; 0 (stored) and 8 (deflated) are read`);
}

/**
 * The bytes of a member.
 *
 * @throws BadInput where what comes out is not what the list says
 */
export async function* unpacked(
  archive: RandomAccess,
  entry: Entry,
  unpack: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const raw = packedBytes(archive, entry);
  const stream = entry.method === 0 ? raw : inflated(raw, createInflateRaw(), unpack);
  const lies = (what: string) =>
    new BadInput(refuse('archive.lying_size', `${what}, and the list says ${entry.size}`));
  let size = 0;
  let crc = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (entry.size >= 0 && size > entry.size) throw lies(`more than ${size - 1} bytes come out`);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (entry.size >= 0 && size < entry.size) throw lies(`${size} bytes come out`);
  if (entry.crc >= 0 && crc !== entry.crc)
    throw new BadInput(
      refuse('input.truncated', `its checksum is not that of the ${size} bytes that come out`),
    );
}

const step = 256 * 1024;

async function* packedBytes(archive: RandomAccess, { offset, packed }: Entry): AsyncGenerator<Uint8Array> {
  const header = Buffer.from(await archive.read(offset, offset + localHeaderBytes));
  if (header.length < localHeaderBytes || header.readUInt32LE(0) !== 0x04034b50)
    throw new BadInput(refuse('input.truncated', `no member begins at byte ${offset}, where the list says`));
  let at = offset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  for (const end = at + packed; at < end; ) {
    const bytes = await archive.read(at, Math.min(at + step, end));
    if (bytes.length === 0)
      throw new BadInput(
        refuse('input.truncated', `the archive ends ${end - at} bytes before its member does`),
      );
    at += bytes.length;
    yield bytes;
  }
}
