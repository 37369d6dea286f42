/** Compressed streams as Node's zlib unpacks them, a chunk at a time: no more comes out than is asked for. */
import { pipeline, Readable, type Transform } from 'node:stream';
import { refuse } from '../../errors.ts';
import { BadInput } from '../format.ts';

/**
 * @param unpack is told of each chunk's length before anybody else, and throws where it is too much
 * @throws BadInput `input.truncated` where the stream breaks off, or has a fault from some byte on
 */
export async function* inflated(
  stream: AsyncIterable<Uint8Array>,
  inflate: Transform,
  unpack: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(stream, { objectMode: true, highWaterMark: 1 });
  // Whatever fails, here or upstream, comes out of the iteration below.
  pipeline(source, inflate, () => {});
  let unpacked = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length;
      unpack(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw faultOf(error, unpacked) ?? error;
  } finally {
    inflate.destroy();
    source.destroy();
  }
}

/** Node names zlib's faults (zlib.net, «zlib 1.3 Manual», return codes). */
function faultOf(error: unknown, unpacked: number): BadInput | undefined {
  const { code } = error as { code?: unknown };
  if (code === 'Z_BUF_ERROR')
    return new BadInput(
      refuse('input.truncated', `the compressed bytes break off after ${unpacked} unpacked bytes`),
    );
  // Brotli's faults are named by its own library, with the prefix of an error.
  if (
    code === 'Z_DATA_ERROR' ||
    code === 'Z_NEED_DICT' ||
    (typeof code === 'string' && /^ERR_(?:_|BROTLI)/.test(code))
  )
    return new BadInput(
      refuse('input.truncated', `the compressed bytes have a fault after ${unpacked} unpacked bytes`),
    );
  return undefined;
}
