/** Decompresses streams with Node's zlib, chunk by chunk and only on request. */
import { pipeline, Readable, type Transform } from 'node:stream';
import { BadInput } from '../../errors.ts';

/**
 * @param transform one of zlib's decompressors
 * @param countUnpacked gets the length of each chunk before the chunk is yielded, and may throw
 * @throws BadInput `input.truncated` if the stream breaks off or is damaged
 */
export async function* decompress(
  stream: AsyncIterable<Uint8Array>,
  transform: Transform,
  countUnpacked: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(stream, { objectMode: true, highWaterMark: 1 });
  // The iteration below throws the errors of both streams.
  pipeline(source, transform, () => {});
  let unpacked = 0;
  try {
    for await (const chunk of transform as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length;
      countUnpacked(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw badInputOf(error, unpacked) ?? error;
  } finally {
    transform.destroy();
    source.destroy();
  }
}

/** Recognises zlib's errors by the codes that Node gives them (zlib 1.3 Manual, return codes). */
function badInputOf(error: unknown, unpacked: number): BadInput | undefined {
  const { code } = error as { code?: unknown };
  if (code === 'Z_BUF_ERROR')
    return new BadInput('input.truncated', `the compressed bytes break off after ${unpacked} unpacked bytes`);
  // Brotli's errors have the codes of its own library.
  if (
    code === 'Z_DATA_ERROR' ||
    code === 'Z_NEED_DICT' ||
    (typeof code === 'string' && /^ERR_(?:_|BROTLI)/.test(code))
  )
    return new BadInput(
      'input.truncated',
      `the compressed bytes have a fault after ${unpacked} unpacked bytes`,
    );
  return undefined;
}
