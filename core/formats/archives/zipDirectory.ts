/**
 * Lists the members of a zip archive and where they are (PKWARE's APPNOTE.TXT 6.3, sections 4.3 to 4.5).
 * Reads the central directory at the end, ZIP64 included. If the archive breaks off before it, the members'
 * own headers are read instead.
 */
import { decoderOf } from '../../charset/codePages.ts';
import { BadInput } from '../../errors.ts';
import { bufferOf } from '../bytes.ts';
import type { RandomAccess } from '../format.ts';

export interface ZipEntry {
  name: string;
  /** 0: stored, 8: deflated. */
  method: number;
  encrypted: boolean;
  /** A link or a device, as far as the directory says so. */
  special: boolean;
  /** -1: unknown. */
  crc: number;
  /** Bytes in the archive. */
  packed: number;
  /** Unpacked bytes; -1: unknown. */
  size: number;
  /** Offset of the member's local header. */
  offset: number;
}

export interface ZipDirectory {
  entries: ZipEntry[];
  /** Offset of the first byte after the members. */
  end: number;
  /**
   * The central directory is missing because the archive breaks off, or lists no file although there is one.
   * The last member may be incomplete.
   */
  cut: boolean;
}

/** The largest central directory that is read. */
const most = { bytes: 32 * 1024 * 1024, entries: 100_000 };

const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  descriptor: 0x08074b50,
};

export const localHeaderBytes = 30;

/** @throws BadInput if the central directory contradicts itself */
export async function readDirectory(archive: RandomAccess): Promise<ZipDirectory> {
  const end = await findEnd(archive);
  if (end === undefined) return { entries: await walkLocalHeaders(archive), end: archive.size, cut: true };
  const start = end.at - end.bytes;
  if (start < 0 || end.bytes > most.bytes || end.count > most.entries)
    throw new BadInput(
      'archive.lying_size',
      `a directory of ${end.count} members in ${end.bytes} bytes, in an archive of ${archive.size}`,
    );
  const entries = listedEntries(bufferOf(await archive.read(start, end.at)));
  if (entries.length < end.count)
    throw new BadInput(
      'input.truncated',
      `the directory breaks off after ${entries.length} of ${end.count} members`,
    );
  if (entries.some(isFile)) return { entries, end: start, cut: false };
  const unlisted = await walkLocalHeaders(archive);
  return unlisted.some(isFile)
    ? { entries: unlisted, end: archive.size, cut: true }
    : { entries, end: start, cut: false };
}

/** The entries of the central directory, as far as it goes. */
function listedEntries(list: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === signatures.central; ) {
    const header = list.subarray(at);
    const [nameLength, extraLength] = [header.readUInt16LE(28), header.readUInt16LE(30)];
    const [nameEnd, extraEnd] = [46 + nameLength, 46 + nameLength + extraLength];
    const end = extraEnd + header.readUInt16LE(32);
    if (end > header.length) break;
    const [name, extra] = [header.subarray(46, nameEnd), header.subarray(nameEnd, extraEnd)];
    const entry = entryOf(header.subarray(8), name, extra, header.readUInt32LE(42));
    entries.push({ ...entry, special: isSpecial(header.readUInt8(5), header.readUInt32LE(38)) });
    at += end;
  }
  return entries;
}

const isFile = ({ name }: ZipEntry): boolean => !name.endsWith('/');

/** The central directory's end offset, its length in bytes, and its number of members. */
async function findEnd(
  archive: RandomAccess,
): Promise<{ at: number; bytes: number; count: number } | undefined> {
  const from = Math.max(0, archive.size - 22 - 0xffff);
  const tail = bufferOf(await archive.read(from, archive.size));
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== signatures.end || at + 22 + tail.readUInt16LE(at + 20) > tail.length)
      continue;
    const found = { at: from + at, bytes: tail.readUInt32LE(at + 12), count: tail.readUInt16LE(at + 10) };
    const large =
      found.count === 0xffff || found.bytes === 0xffffffff || tail.readUInt32LE(at + 16) === 0xffffffff;
    return (large ? await findZip64End(archive, found.at) : undefined) ?? found;
  }
  return undefined;
}

async function findZip64End(archive: RandomAccess, at: number) {
  const locator = bufferOf(await archive.read(Math.max(0, at - 20), at));
  if (locator.length < 20 || locator.readUInt32LE(0) !== signatures.locator64) return undefined;
  const place = Number(locator.readBigUInt64LE(8));
  const record = bufferOf(await archive.read(place, place + 56));
  if (record.length < 56 || record.readUInt32LE(0) !== signatures.end64) return undefined;
  return { at: place, count: Number(record.readBigUInt64LE(32)), bytes: Number(record.readBigUInt64LE(40)) };
}

/**
 * Walks from one local header to the next. Where the length is only in a descriptor after the data, it
 * searches for that.
 */
async function walkLocalHeaders(archive: RandomAccess): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < most.entries; ) {
    const header = bufferOf(await archive.read(at, at + localHeaderBytes + 0x10000));
    if (header.length < localHeaderBytes || header.readUInt32LE(0) !== signatures.local) break;
    const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
    const data = localHeaderBytes + nameLength + extraLength;
    const name = header.subarray(localHeaderBytes, localHeaderBytes + nameLength);
    const entry = entryOf(header.subarray(6), name, header.subarray(localHeaderBytes + nameLength, data), at);
    const described =
      (header.readUInt16LE(6) & 8) === 0 ? undefined : await findDescriptor(archive, at + data);
    entries.push({ ...entry, offset: at, ...described });
    at += data + (described === undefined ? entry.packed : described.packed + 16);
  }
  return entries;
}

/**
 * Finds the data descriptor with its signature: its packed size must equal its distance from the start of the
 * data.
 */
async function findDescriptor(
  archive: RandomAccess,
  start: number,
): Promise<Pick<ZipEntry, 'crc' | 'packed' | 'size'>> {
  const step = 64 * 1024;
  const signature = Buffer.from('PK\x07\x08', 'latin1');
  for (let from = start; from < archive.size; from += step) {
    const block = bufferOf(await archive.read(from, from + step + 16));
    for (
      let at = block.indexOf(signature);
      at >= 0 && at < step && at + 16 <= block.length;
      at = block.indexOf(signature, at + 1)
    ) {
      const packed = block.readUInt32LE(at + 8);
      if (packed === from + at - start)
        return { crc: block.readUInt32LE(at + 4), packed, size: block.readUInt32LE(at + 12) };
    }
  }
  return { crc: -1, packed: archive.size - start, size: -1 };
}

/** The systems that write Unix modes (APPNOTE, section 4.4.2): Unix and OS X. */
const unixHosts = [3, 19];
/** `S_IFMT` of stat(2), and what it is for a regular file and a folder; 0 if the writer set nothing. */
const [fileTypes, plainTypes] = [0o170000, [0, 0o100000, 0o040000]];

function isSpecial(host: number, attributes: number): boolean {
  return unixHosts.includes(host) && !plainTypes.includes((attributes >>> 16) & fileTypes);
}

/** @param fields the header from its flags on; from there both kinds of header have the same order */
function entryOf(fields: Buffer, name: Buffer, extra: Buffer, offset: number): ZipEntry {
  const flags = fields.readUInt16LE(0);
  const entry = {
    name: decodeName(name, (flags & 0x800) !== 0, extra),
    method: fields.readUInt16LE(2),
    encrypted: (flags & 1) !== 0,
    special: false,
    crc: fields.readUInt32LE(8),
    packed: fields.readUInt32LE(12),
    size: fields.readUInt32LE(16),
    offset,
  };
  const large = extraField(extra, 0x0001);
  if (large === undefined) return entry;
  let at = 0;
  const wide = (value: number) => {
    if (value !== 0xffffffff || at + 8 > large.length) return value;
    at += 8;
    return Number(large.readBigUInt64LE(at - 8));
  };
  const size = wide(entry.size);
  const packed = wide(entry.packed);
  return { ...entry, size, packed, offset: wide(entry.offset) };
}

/**
 * Info-ZIP's Unicode path if there is one, then UTF-8 if the flag says so or the bytes are valid, else code
 * page 437.
 */
function decodeName(name: Buffer, utf8: boolean, extra: Buffer): string {
  const unicode = extraField(extra, 0x7075);
  if (unicode !== undefined && unicode.length > 5) return unicode.toString('utf8', 5);
  const read = name.toString('utf8');
  return utf8 || !read.includes('\ufffd') ? read : decoderOf('ibm437').decode(name);
}

/** The value of the extra field with an id (APPNOTE, section 4.5). */
function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}
