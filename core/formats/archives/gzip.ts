/**
 * gzip (RFC 1952) with one member or several. `readOpenedFile.ts` reads the content as if it were not
 * compressed. Bytes after the last member that do not begin another one are ignored, as gzip itself does.
 */
import { createGunzip } from 'node:zlib';
import { decompress } from './decompress.ts';

/** Whether bytes begin as a gzip stream does (RFC 1952). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/**
 * Decompresses a gzip stream.
 *
 * @param countUnpacked gets the length of each chunk before the chunk is yielded, and may throw
 * @throws BadInput `input.truncated`, and what `countUnpacked` and the stream throw
 */
export function gunzip(
  stream: AsyncIterable<Uint8Array>,
  countUnpacked: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  return decompress(stream, createGunzip(), countUnpacked);
}
