/** A response as it came over the wire (RFC 9112): its header, and its body without chunks and compression. */
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { refuse } from '../../errors.ts';
import { type Peeked, peek } from '../bytes.ts';
import { BadInput } from '../format.ts';
import { ByteReader } from './byteReader.ts';
import { inflated } from './inflate.ts';

export interface HttpResponse {
  status: number;
  fields: Map<string, string>;
  /** To be asked for once. Throws `BadInput` where it breaks off or is coded as nobody can read. */
  content(unpack: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

/** Of a header. */
const longestHeader = 64 * 1024;

/** `undefined`: the message does not begin as a response does. */
export async function httpResponse(message: AsyncIterable<Uint8Array>): Promise<HttpResponse | undefined> {
  const peeked = await peek(message, longestHeader);
  const head = Buffer.from(peeked.head).toString('latin1');
  const end = /\r?\n\r?\n/.exec(head);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(head)?.[1];
  if (end === null || status === undefined) {
    await peeked.close();
    return undefined;
  }
  const fields = namedFields(head.slice(0, end.index).split(/\r?\n/).slice(1));
  const content = (unpack: (bytes: number) => void) =>
    decoded(after(peeked, end.index + end[0].length), fields, unpack);
  return { status: Number(status), fields, content };
}

/** Lines «Name: value» by their names in lower case; a line that begins with a space goes on with the one before. */
export function namedFields(lines: readonly string[]): Map<string, string> {
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

async function* after(peeked: Peeked, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of peeked.stream()) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** Crawlers often store a body without its chunks, or unpacked, under the header that it came with: so the bytes have the last word. */
async function* decoded(
  body: AsyncIterable<Uint8Array>,
  fields: Map<string, string>,
  unpack: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let peeked = await peek(body, 64);
  if (/\bchunked\b/i.test(fields.get('transfer-encoding') ?? '') && beginsChunk(peeked.head))
    peeked = await peek(dechunked(peeked.stream()), 64);
  const coding = fields.get('content-encoding')?.toLowerCase().trim() ?? '';
  const { head } = peeked;
  const zlib =
    head.length > 1 && ((head[0] ?? 0) & 0x0f) === 8 && (((head[0] ?? 0) << 8) | (head[1] ?? 0)) % 31 === 0;
  if (head[0] === 0x1f && head[1] === 0x8b && /^(?:x-)?gzip$/.test(coding))
    yield* inflated(peeked.stream(), createGunzip(), unpack);
  else if (coding === 'deflate' && head[0] !== 0x3c)
    yield* inflated(peeked.stream(), zlib ? createInflate() : createInflateRaw(), unpack);
  else if (coding === 'br' && head[0] !== 0x3c)
    yield* inflated(peeked.stream(), createBrotliDecompress(), unpack);
  else if (/^(?:|identity|utf-8|none|(?:x-)?gzip|deflate|br)$/.test(coding)) yield* peeked.stream();
  else
    throw new BadInput(
      refuse(
        'input.unknown_format',
        `the content is coded as «${coding.slice(0, 40)}»; gzip, deflate and br are read`,
      ),
    );
}

function beginsChunk(head: Uint8Array): boolean {
  return /^[0-9a-f]{1,8}[ \t]*(?:;[^\r\n]*)?\r?(?:\n|$)/i.test(Buffer.from(head).toString('latin1'));
}

/** Without the marks of the chunked transfer coding (RFC 9112, section 7.1). */
async function* dechunked(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(stream);
  try {
    for (;;) {
      const line = await reader.line(1024);
      const size = Number.parseInt(/^[0-9a-f]{1,8}(?=[ \t;]|$)/i.exec(line ?? '')?.[0] ?? '', 16);
      if (Number.isNaN(size))
        throw new BadInput(
          refuse('input.truncated', `no chunk begins at byte ${reader.at} of the content, where one should`),
        );
      if (size === 0) return;
      const chunk = reader.body(size);
      yield* chunk.stream();
      await reader.line(2);
    }
  } finally {
    await reader.close();
  }
}
