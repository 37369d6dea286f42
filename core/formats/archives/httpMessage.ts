/** Parses a raw HTTP response (RFC 9112): its header, and its body without transfer and content codings. */
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { BadInput } from '../../errors.ts';
import { type PeekedStream, peek } from '../bytes.ts';
import { ByteReader } from './byteReader.ts';
import { decompress } from './decompress.ts';

export interface HttpResponse {
  status: number;
  /** Header fields by their names in lower case. */
  fields: Map<string, string>;
  /** Call it once. The stream throws `BadInput` if the body breaks off or has an unknown content coding. */
  content(countUnpacked: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

/** Bytes of a header. */
const longestHeader = 64 * 1024;

/** Returns `undefined` if the message does not begin with the header of a response. */
export async function httpResponse(message: AsyncIterable<Uint8Array>): Promise<HttpResponse | undefined> {
  const peeked = await peek(message, longestHeader);
  const head = Buffer.from(peeked.head).toString('latin1');
  const end = /\r?\n\r?\n/.exec(head);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(head)?.[1];
  if (end === null || status === undefined) {
    await peeked.close();
    return undefined;
  }
  const fields = parseFields(head.slice(0, end.index).split(/\r?\n/).slice(1));
  const content = (countUnpacked: (bytes: number) => void) =>
    decode(skip(peeked, end.index + end[0].length), fields, countUnpacked);
  return { status: Number(status), fields, content };
}

/** Parses lines of the form "Name: value". A line that begins with white space continues the one before. */
export function parseFields(lines: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line)) fields.set(name, `${fields.get(name) ?? ''} ${line.trim()}`);
    else if (colon > 0) {
      name = line.slice(0, colon).trim().toLowerCase();
      fields.set(name, line.slice(colon + 1).trim());
    }
  }
  return fields;
}

/** The stream without its first `bytes` bytes. */
async function* skip(peeked: PeekedStream, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of peeked.stream()) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/**
 * Undoes the codings that the header declares. Crawlers often store the decoded body under the original
 * header, so a coding is only undone if the bytes look like it.
 */
async function* decode(
  body: AsyncIterable<Uint8Array>,
  fields: Map<string, string>,
  countUnpacked: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let peeked = await peek(body, 64);
  if (/\bchunked\b/i.test(fields.get('transfer-encoding') ?? '') && beginsChunk(peeked.head))
    peeked = await peek(dechunk(peeked.stream()), 64);
  const coding = fields.get('content-encoding')?.toLowerCase().trim() ?? '';
  const { head } = peeked;
  const zlib =
    head.length > 1 && ((head[0] ?? 0) & 0x0f) === 8 && (((head[0] ?? 0) << 8) | (head[1] ?? 0)) % 31 === 0;
  if (head[0] === 0x1f && head[1] === 0x8b && /^(?:x-)?gzip$/.test(coding))
    yield* decompress(peeked.stream(), createGunzip(), countUnpacked);
  else if (coding === 'deflate' && head[0] !== 0x3c)
    yield* decompress(peeked.stream(), zlib ? createInflate() : createInflateRaw(), countUnpacked);
  else if (coding === 'br' && head[0] !== 0x3c)
    yield* decompress(peeked.stream(), createBrotliDecompress(), countUnpacked);
  else if (/^(?:|identity|utf-8|none|(?:x-)?gzip|deflate|br)$/.test(coding)) yield* peeked.stream();
  else
    throw new BadInput(
      'input.unknown_format',
      `the content coding "${coding.slice(0, 40)}" is unknown; gzip, deflate and br are read`,
    );
}

/** Whether the bytes begin with a chunk's size. */
function beginsChunk(head: Uint8Array): boolean {
  return /^[0-9a-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r?(?:\n|$)/i.test(Buffer.from(head).toString('latin1'));
}

/** Undoes the chunked transfer coding (RFC 9112, section 7.1). */
async function* dechunk(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(stream);
  try {
    for (;;) {
      const line = await reader.line(1024);
      const size = Number.parseInt(/^[0-9a-f]{1,8}(?=[ \t;]|$)/i.exec(line ?? '')?.[0] ?? '', 16);
      if (Number.isNaN(size))
        throw new BadInput('input.truncated', `expected a chunk at byte ${reader.at} of the content`);
      if (size === 0) return;
      const chunk = reader.section(size);
      yield* chunk.stream();
      await reader.line(2);
    }
  } finally {
    await reader.close();
  }
}
