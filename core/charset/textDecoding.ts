/**
 * Decodes files of many records (JSON, JSON Lines, CSV): readers split the bytes, then decode each record by
 * itself.
 */

import { asUtf8, type Decoded, decode, utf16CharsetOf } from './charset.ts';

interface ByteSource {
  /** The first 64 KB. */
  head: Uint8Array;
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * A file whose quotes, commas and line ends have the same bytes as in ASCII, so that it can be split before
 * decoding.
 */
export interface TextSource extends ByteSource {
  /** Decodes one record with the help of what the head shows; `undefined` as in `decode` of `charset.ts`. */
  decode(bytes: Uint8Array): Decoded | undefined;
}

/**
 * Prepares a file for splitting: converts UTF-16 to UTF-8 and leaves every other encoding as it is. The head
 * decides the character set of records that are not UTF-8, because one record may be too short to show it.
 */
export function textSourceOf({ head, stream }: ByteSource): TextSource {
  const utf16 = utf16CharsetOf(head);
  if (utf16 !== undefined)
    return {
      head: asUtf8(head),
      stream: () => convertToUtf8(stream(), utf16),
      decode: (bytes) => withCharset(decode(bytes), utf16),
    };
  const detected = isUtf8(head) ? undefined : decode(head)?.charset;
  return {
    head,
    stream,
    decode(bytes) {
      if (detected === undefined || isUtf8(bytes)) return decode(bytes);
      const decoded = decode(bytes, detected);
      return decoded && { ...decoded, flags: [...new Set(['charset-guessed', ...decoded.flags])] };
    },
  };
}

function withCharset(decoded: Decoded | undefined, charset: string): Decoded | undefined {
  return decoded && { ...decoded, charset };
}

/** A character that the end cuts off does not count as an error. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function* convertToUtf8(
  stream: AsyncIterable<Uint8Array>,
  charset: string,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(charset);
  for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
