/**
 * What lies in a zip archive and where (PKWARE's APPNOTE.TXT 6.3, sections 4.3 to 4.5): the list at its end, ZIP64 included, or, where an
 * archive breaks off before that list, what its members' own headers tell.
 */
import { refuse } from '../../errors.ts';
import { BadInput, type RandomAccess } from '../format.ts';

export interface Entry {
  name: string;
  /** 0: stored, 8: deflated. */
  method: number;
  encrypted: boolean;
  crc: number;
  /** Bytes as they lie in the archive, and unpacked. */
  packed: number;
  size: number;
  /** Where its own header begins. */
  offset: number;
}

export interface Directory {
  entries: Entry[];
  /** Where the members end. */
  end: number;
  /** There is no list at the end: the archive breaks off, and the last member may be cut. */
  cut: boolean;
}

/** More than the members' own headers may take, and all that anybody needs. */
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

/** @throws BadInput where the list at the end contradicts itself */
export async function directoryOf(archive: RandomAccess): Promise<Directory> {
  const end = await endOf(archive);
  if (end === undefined) return { entries: await walked(archive), end: archive.size, cut: true };
  const start = end.at - end.bytes;
  if (start < 0 || end.bytes > most.bytes || end.count > most.entries)
    throw new BadInput(
      refuse(
        'archive.lying_size',
        `a list of ${end.count} members in ${end.bytes} bytes, in an archive of ${archive.size}`,
      ),
    );
  const list = viewOf(await archive.read(start, end.at));
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === signatures.central; ) {
    const [nameLength, extraLength, commentLength] = [
      list.readUInt16LE(at + 28),
      list.readUInt16LE(at + 30),
      list.readUInt16LE(at + 32),
    ];
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > list.length) break;
    const extra = list.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    entries.push(
      entryOf(
        list.subarray(at + 8),
        list.subarray(at + 46, at + 46 + nameLength),
        extra,
        list.readUInt32LE(at + 42),
      ),
    );
    at = next;
  }
  if (entries.length < end.count)
    throw new BadInput(
      refuse('input.truncated', `the list of members breaks off after ${entries.length} of ${end.count}`),
    );
  return { entries, end: start, cut: false };
}

/** Of the list at the end: where it ends, its bytes, and how many members it has. */
async function endOf(
  archive: RandomAccess,
): Promise<{ at: number; bytes: number; count: number } | undefined> {
  const from = Math.max(0, archive.size - 22 - 0xffff);
  const tail = viewOf(await archive.read(from, archive.size));
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== signatures.end || at + 22 + tail.readUInt16LE(at + 20) > tail.length)
      continue;
    const found = { at: from + at, bytes: tail.readUInt32LE(at + 12), count: tail.readUInt16LE(at + 10) };
    const large =
      found.count === 0xffff || found.bytes === 0xffffffff || tail.readUInt32LE(at + 16) === 0xffffffff;
    return (large ? await end64Of(archive, found.at) : undefined) ?? found;
  }
  return undefined;
}

async function end64Of(archive: RandomAccess, at: number) {
  const locator = viewOf(await archive.read(Math.max(0, at - 20), at));
  if (locator.length < 20 || locator.readUInt32LE(0) !== signatures.locator64) return undefined;
  const place = Number(locator.readBigUInt64LE(8));
  const record = viewOf(await archive.read(place, place + 56));
  if (record.length < 56 || record.readUInt32LE(0) !== signatures.end64) return undefined;
  return { at: place, count: Number(record.readBigUInt64LE(32)), bytes: Number(record.readBigUInt64LE(40)) };
}

/** Members one after the other, as far as they go; one whose length is told only behind it is found by what stands there. */
async function walked(archive: RandomAccess): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let at = 0; entries.length < most.entries; ) {
    const header = viewOf(await archive.read(at, at + localHeaderBytes + 0x10000));
    if (header.length < localHeaderBytes || header.readUInt32LE(0) !== signatures.local) break;
    const [nameLength, extraLength] = [header.readUInt16LE(26), header.readUInt16LE(28)];
    const data = localHeaderBytes + nameLength + extraLength;
    const name = header.subarray(localHeaderBytes, localHeaderBytes + nameLength);
    const entry = entryOf(header.subarray(6), name, header.subarray(localHeaderBytes + nameLength, data), at);
    const told = (header.readUInt16LE(6) & 8) === 0 ? undefined : await descriptorAfter(archive, at + data);
    entries.push({ ...entry, offset: at, ...told });
    at += data + (told === undefined ? entry.packed : told.packed + 16);
  }
  return entries;
}

/** The descriptor with the signature, which all but the oldest programs write: it tells as many bytes as it is away. */
async function descriptorAfter(
  archive: RandomAccess,
  start: number,
): Promise<Pick<Entry, 'crc' | 'packed' | 'size'>> {
  const step = 64 * 1024;
  const mark = Buffer.from('PK\x07\x08', 'latin1');
  for (let from = start; from < archive.size; from += step) {
    const block = viewOf(await archive.read(from, from + step + 16));
    for (
      let at = block.indexOf(mark);
      at >= 0 && at < step && at + 16 <= block.length;
      at = block.indexOf(mark, at + 1)
    ) {
      const packed = block.readUInt32LE(at + 8);
      if (packed === from + at - start)
        return { crc: block.readUInt32LE(at + 4), packed, size: block.readUInt32LE(at + 12) };
    }
  }
  return { crc: -1, packed: archive.size - start, size: -1 };
}

/** @param fields from the flags on, which stand in the same order in both headers */
function entryOf(fields: Buffer, name: Buffer, extra: Buffer, offset: number): Entry {
  const flags = fields.readUInt16LE(0);
  const entry = {
    name: nameOf(name, (flags & 0x800) !== 0, extra),
    method: fields.readUInt16LE(2),
    encrypted: (flags & 1) !== 0,
    crc: fields.readUInt32LE(8),
    packed: fields.readUInt32LE(12),
    size: fields.readUInt32LE(16),
    offset,
  };
  const large = field(extra, 0x0001);
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

/** UTF-8 where it is said (or where it is nothing else), and the Unicode path of Info-ZIP's extra field; else the letters of MS-DOS. */
function nameOf(name: Buffer, utf8: boolean, extra: Buffer): string {
  const unicode = field(extra, 0x7075);
  if (unicode !== undefined && unicode.length > 5) return unicode.toString('utf8', 5);
  const read = name.toString('utf8');
  return utf8 || !read.includes('\ufffd')
    ? read
    : [...name].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : dosLetters[byte - 0x80])).join('');
}

/** Code page 437, as APPNOTE's appendix D has it, from 0x80 on. */
const dosLetters =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** The value of an extra field. */
function field(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
