/** Builds archives for tests byte by byte, valid ones and ones with false headers. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  name: string;
  body: string | Uint8Array;
  /** Stored without compression. */
  stored?: boolean;
  encrypted?: boolean;
  method?: number;
  /** The false size in the headers. */
  size?: number;
  crc?: number;
  /** Writes the sizes only into a descriptor after the data. */
  streamed?: boolean;
  /** The false offset in the directory. */
  offset?: number;
  /** The Unix mode in the directory, with the type of the file. */
  mode?: number;
}

/** @param list the members that the directory lists instead */
export function zipOf(
  members: readonly ZipMember[],
  { list = members }: { list?: readonly ZipMember[] } = {},
): Uint8Array {
  const parts: Buffer[] = [];
  const places = new Map<ZipMember, number>();
  let at = 0;
  for (const member of members) {
    const { name, data, fields, told } = packedMember(member);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    fields(header, 6, member.streamed ?? false);
    header.writeUInt16LE(name.length, 26);
    places.set(member, at);
    const pieces = [header, name, data, ...(member.streamed ? [told] : [])];
    parts.push(...pieces);
    at += pieces.reduce((sum, { length }) => sum + length, 0);
  }
  const start = at;
  for (const member of list) {
    const { name, fields } = packedMember(member);
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    fields(header, 8, false);
    header.writeUInt16LE(name.length, 28);
    if (member.mode !== undefined) {
      header.writeUInt8(3, 5);
      header.writeUInt32LE(member.mode * 0x10000, 38);
    }
    header.writeUInt32LE(member.offset ?? places.get(member) ?? 0, 42);
    parts.push(header, name);
    at += 46 + name.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(list.length, 8);
  end.writeUInt16LE(list.length, 10);
  end.writeUInt32LE(at - start, 12);
  end.writeUInt32LE(start, 16);
  return new Uint8Array(Buffer.concat([...parts, end]));
}

function packedMember(member: ZipMember) {
  const body = Buffer.from(member.body);
  const data = member.stored ? body : deflateRawSync(body);
  const size = member.size ?? body.length;
  const crc = member.crc ?? crc32(body);
  /** The fields from the flags on, which are the same in both headers. */
  const fields = (header: Buffer, from: number, behind: boolean) => {
    header.writeUInt16LE(0x800 | (member.encrypted ? 1 : 0) | (member.streamed ? 8 : 0), from);
    header.writeUInt16LE(member.method ?? (member.stored ? 0 : 8), from + 2);
    header.writeUInt32LE(behind ? 0 : crc, from + 8);
    header.writeUInt32LE(behind ? 0 : data.length, from + 12);
    header.writeUInt32LE(behind ? 0 : size, from + 16);
  };
  const told = Buffer.alloc(16);
  told.writeUInt32LE(0x08074b50, 0);
  told.writeUInt32LE(crc, 4);
  told.writeUInt32LE(data.length, 8);
  told.writeUInt32LE(size, 12);
  return { name: Buffer.from(member.name), data, fields, told };
}

export interface TarMember {
  name: string;
  body?: string | Uint8Array;
  type?: string;
  /** The prefix field of ustar, which comes before the name. */
  prefix?: string;
  size?: number;
}

export function tarOf(members: readonly TarMember[], { ended = true }: { ended?: boolean } = {}): Uint8Array {
  const parts = members.flatMap(({ name, body = '', type = '0', prefix = '', size }) => {
    const data = Buffer.from(body);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write('0000644\0', 100);
    header.write(`${(size ?? data.length).toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(type, 156);
    header.write('ustar\x0000', 257);
    header.write(prefix, 345, 155);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return [header, data, Buffer.alloc(-data.length & 511)];
  });
  return new Uint8Array(Buffer.concat([...parts, Buffer.alloc(ended ? 1024 : 0)]));
}

/** A pax header: records "LENGTH NAME=VALUE\n", whose length includes itself. */
export function paxOf(fields: Record<string, string>): TarMember {
  const records = Object.entries(fields).map(([name, value]) => {
    const rest = ` ${name}=${value}\n`;
    let length = Buffer.byteLength(rest) + 1;
    while (String(length).length + Buffer.byteLength(rest) !== length)
      length = String(length).length + Buffer.byteLength(rest);
    return `${length}${rest}`;
  });
  return { name: 'pax', type: 'x', body: records.join('') };
}

export interface WarcRecord {
  type?: string;
  uri?: string;
  contentType?: string;
  body: string | Uint8Array;
  /** The false length in the header. */
  length?: number;
}

export function warcRecord({
  type = 'response',
  uri,
  contentType = 'application/http;msgtype=response',
  body,
  length,
}: WarcRecord): Uint8Array {
  const data = Buffer.from(body);
  const header = [
    'WARC/1.1',
    `WARC-Type: ${type}`,
    'WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>',
    'WARC-Date: 2026-03-06T09:00:00Z',
    ...(uri === undefined ? [] : [`WARC-Target-URI: ${uri}`]),
    `Content-Type: ${contentType}`,
    `Content-Length: ${length ?? data.length}`,
  ];
  return new Uint8Array(
    Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n\r\n`), data, Buffer.from('\r\n\r\n')]),
  );
}

/** A raw HTTP response. */
export function httpOf(
  body: string | Uint8Array,
  fields: Record<string, string> = {},
  status = '200 OK',
): Uint8Array {
  const header = Object.entries({ 'Content-Type': 'text/html; charset=utf-8', ...fields }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return new Uint8Array(
    Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${header.join('\r\n')}\r\n\r\n`), Buffer.from(body)]),
  );
}

/**
 * Encodes a body in the chunked transfer coding.
 *
 * @param size bytes of a chunk
 */
export function chunked(body: string | Uint8Array, size: number): Uint8Array {
  const data = Buffer.from(body);
  const chunks: Buffer[] = [];
  for (let at = 0; at < data.length; at += size) {
    const chunk = data.subarray(at, at + size);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return new Uint8Array(Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]));
}

export function together(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
