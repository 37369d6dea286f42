/**
 * tar: POSIX ustar and pax (IEEE 1003.1, «pax», the sections on interchange formats), with GNU's long names and large numbers. Read as a
 * stream, a member at a time; tar.gz is looked through by `read.ts`.
 */
import { type Refusal, refuse } from '../../errors.ts';
import { BadInput, type ContainerFormat, type NestedFile, type RefusedMember } from '../format.ts';
import { LimitExceeded } from '../limits.ts';
import { type Body, ByteReader } from './byteReader.ts';
import { isLitter, memberPath, shownName } from './memberPath.ts';

const block = 512;
/** Bytes of a pax header or a long name. */
const longestHeader = 1024 * 1024;

export const tar: ContainerFormat = {
  name: 'tar',
  recognises: (head) => head.length >= block && headerOf(head.subarray(0, block)) !== undefined,
  async read({ stream }) {
    return { feed: false, members: members(new ByteReader(stream())) };
  },
};

interface Header {
  name: string;
  size: number;
  type: string;
}

/** What headers without a member of their own say of the next one. */
interface Said {
  name?: string | undefined;
  size?: number | undefined;
}

async function* members(reader: ByteReader): AsyncGenerator<NestedFile | RefusedMember> {
  let always: Said = {};
  let next: Said = {};
  let name = '';
  try {
    for (;;) {
      const at = reader.at;
      name = `byte ${at}`;
      const bytes = await reader.take(block);
      if (bytes.length === 0 || bytes.every((byte) => byte === 0)) return;
      const header = bytes.length < block ? undefined : headerOf(bytes);
      if (header === undefined)
        return yield refused(name, 'input.truncated', `no member begins at byte ${at}, where one should`);
      const size =
        header.type === 'x' || header.type === 'g' ? header.size : (next.size ?? always.size ?? header.size);
      const body = reader.body(size);
      if ('xgLK'.includes(header.type)) {
        if (size > longestHeader)
          return yield refused(name, 'archive.lying_size', `a header of ${size} bytes at byte ${at}`);
        const said = saidBy(header.type, await reader.take(size));
        if (header.type === 'g') always = { ...always, ...said };
        else next = { ...next, ...said };
      } else {
        name = next.name ?? always.name ?? header.name;
        next = {};
        const member = memberOf(name, header.type, body);
        if (member !== undefined) yield member;
      }
      await body.skip();
      await reader.body(-size & (block - 1)).skip();
    }
  } catch (error) {
    // What came before is kept. A member that was being read has been refused with this already.
    if (!(error instanceof BadInput) || error instanceof LimitExceeded) throw error;
    if (!reader.told) yield { part: shownName(name), refusal: error.refusal };
  } finally {
    await reader.close();
  }
}

/** `undefined`: a folder, a link, a device, or what a system left there. */
function memberOf(name: string, type: string, body: Body): NestedFile | RefusedMember | undefined {
  if (!'0\x007'.includes(type) || name.endsWith('/') || isLitter(name)) return undefined;
  const path = memberPath(name);
  if (typeof path !== 'string') return { part: shownName(name), refusal: path };
  return { part: path, stream: () => body.stream() };
}

function refused(name: string, code: Refusal['code'], evidence: string): RefusedMember {
  return { part: shownName(name), refusal: refuse(code, evidence) };
}

/** `undefined`: no header, its checksum does not hold. */
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
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
}

/** Octal digits, or GNU's base 256 where the first bit is set. `undefined`: neither, or more than can be. */
function numberIn(bytes: Uint8Array, start: number, length: number): number | undefined {
  const field = bytes.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const value = field.subarray(1).reduce((total, byte) => total * 256 + byte, (field[0] ?? 0) & 0x7f);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const digits = textIn(bytes, start, length).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : undefined;
}

/** pax: records «LENGTH NAME=VALUE\n», of which `path` and `size` matter here. GNU: the name itself. */
function saidBy(type: string, bytes: Uint8Array): Said {
  if (type === 'L') return { name: textIn(bytes, 0, bytes.length) };
  if (type === 'K') return {};
  const text = Buffer.from(bytes);
  const said: Said = {};
  for (let at = 0; at < text.length; ) {
    const space = text.indexOf(0x20, at);
    const length = Number(text.toString('latin1', at, Math.min(space, at + 10)));
    if (space < 0 || !Number.isInteger(length) || length <= space - at) break;
    const record = text.toString('utf8', space + 1, at + length - 1);
    const value = record.slice(record.indexOf('=') + 1);
    if (record.startsWith('path=')) said.name = value;
    if (record.startsWith('size=') && /^\d{1,15}$/.test(value)) said.size = Number(value);
    at += length;
  }
  return said;
}
