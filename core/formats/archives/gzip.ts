/**
 * gzip (RFC 1952), one member or several. What is packed is read as if it were not: `read.ts` looks through it. Bytes after the last
 * member that begin no further one are passed over, as gzip itself does.
 */
import { createGunzip } from 'node:zlib';
import { inflated } from './inflate.ts';

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/**
 * @param unpack is told of each chunk's length before anybody else
 * @throws BadInput `input.truncated`, and what `unpack` and the stream throw
 */
export function gunzipped(
  stream: AsyncIterable<Uint8Array>,
  unpack: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  return inflated(stream, createGunzip(), unpack);
}
