/**
 * tar: POSIX ustar and pax (IEEE 1003.1, "pax", the sections on interchange formats), with GNU's long names
 * and large numbers. Read as a stream, one member at a time; `readOpenedFile.ts` unpacks tar.gz.
 */
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import type { ContainerFormat, NestedFile, RefusedMember } from '../format.ts';
import { LimitExceeded } from '../limits.ts';
import { isSystemFile } from '../systemFile.ts';
import { ByteReader, type ByteSection } from './byteReader.ts';
import { displayName, memberPath } from './memberPath.ts';

const block = 512;
/** Bytes of a pax record list or of a GNU long name. */
const longestHeader = 1024 * 1024;

export const tar: ContainerFormat = {
  name: 'tar',
  kind: 'archive',
  seconds: 5,
  recognises: (head) => head.length >= block && headerOf(head.subarray(0, block)) !== undefined,
  async read({ stream }) {
    return { feed: false, members: readMembers(new ByteReader(stream())) };
  },
};

interface Header {
  name: string;
  size: number;
  type: string;
}

/** What an extended header says about the members after it. */
interface ExtendedFields {
  name?: string | undefined;
  size?: number | undefined;
}

async function* readMembers(reader: ByteReader): AsyncGenerator<NestedFile | RefusedMember> {
  let global: ExtendedFields = {};
  let next: ExtendedFields = {};
  let name = '';
  try {
    for (;;) {
      const at = reader.at;
      name = `byte ${at}`;
      const bytes = await reader.take(block);
      if (bytes.length === 0 || bytes.every((byte) => byte === 0)) return;
      const header = bytes.length < block ? undefined : headerOf(bytes);
      if (header === undefined)
        return yield refused(name, 'input.truncated', `expected a member at byte ${at}`);
      const size =
        header.type === 'x' || header.type === 'g' ? header.size : (next.size ?? global.size ?? header.size);
      const section = reader.section(size);
      if ('xgLK'.includes(header.type)) {
        if (size > longestHeader)
          return yield refused(name, 'archive.lying_size', `a header of ${size} bytes at byte ${at}`);
        const fields = extendedFields(header.type, await reader.take(size));
        if (header.type === 'g') global = { ...global, ...fields };
        else next = { ...next, ...fields };
      } else {
        name = next.name ?? global.name ?? header.name;
        next = {};
        const member = memberOf(name, header.type, section);
        if (member !== undefined) yield member;
      }
      await section.skip();
      await reader.section(-size & (block - 1)).skip();
    }
  } catch (error) {
    // The members before the error are kept. If the error came while a member was read, that member was
    // refused with it.
    if (!(error instanceof BadInput) || error instanceof LimitExceeded) throw error;
    if (!reader.errorDelivered) yield { part: displayName(name), refusal: error.refusal };
  } finally {
    await reader.close();
  }
}

/** Returns `undefined` for a folder, a link, a device or a system file. */
function memberOf(name: string, type: string, section: ByteSection): NestedFile | RefusedMember | undefined {
  if (!'0\x007'.includes(type) || name.endsWith('/')) return undefined;
  const path = memberPath(name);
  if (typeof path !== 'string') return { part: displayName(name), refusal: path };
  return isSystemFile(path) ? undefined : { part: path, stream: () => section.stream() };
}

function refused(name: string, code: Refusal['code'], evidence: string): RefusedMember {
  return { part: displayName(name), refusal: refuse(code, evidence) };
}

/** Returns `undefined` if the block is not a header or its checksum is wrong. */
function headerOf(bytes: Uint8Array): Header | undefined {
  const sum = bytes.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 0x20 : byte), 0);
  const size = numberIn(bytes, 124, 12);
  if (numberIn(bytes, 148, 8) !== sum || size === undefined || bytes[0] === 0) return undefined;
  const prefix = textIn(bytes, 257, 6) === 'ustar' && bytes[262] === 0 ? textIn(bytes, 345, 155) : '';
  const name = textIn(bytes, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    type: String.fromCharCode(bytes[156] ?? 0),
  };
}

function textIn(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return nameOf(end < 0 ? field : field.subarray(0, end));
}

/** Systems of before UTF-8 wrote names in their own set, mostly a Western one. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Octal digits, or GNU's base 256 if the first bit is set. Returns `undefined` for anything else and for
 * unsafe integers.
 */
function numberIn(bytes: Uint8Array, start: number, length: number): number | undefined {
  const field = bytes.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const value = field.subarray(1).reduce((total, byte) => total * 256 + byte, (field[0] ?? 0) & 0x7f);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const digits = textIn(bytes, start, length).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : undefined;
}

/** Reads the pax records "LENGTH NAME=VALUE\n" named `path` and `size`, or a long name of GNU tar. */
function extendedFields(type: string, bytes: Uint8Array): ExtendedFields {
  if (type === 'L') return { name: textIn(bytes, 0, bytes.length) };
  if (type === 'K') return {};
  const text = Buffer.from(bytes);
  const fields: ExtendedFields = {};
  for (let at = 0; at < text.length; ) {
    const space = text.indexOf(0x20, at);
    const length = Number(text.toString('latin1', at, Math.min(space, at + 10)));
    if (space < 0 || !Number.isInteger(length) || length <= space - at) break;
    const record = text.toString('utf8', space + 1, at + length - 1);
    const value = record.slice(record.indexOf('=') + 1);
    if (record.startsWith('path=')) fields.name = value;
    if (record.startsWith('size=') && /^\d{1,15}$/.test(value)) fields.size = Number(value);
    at += length;
  }
  return fields;
}
