/** A container of records in letters (JSON, JSON Lines, CSV): its bytes as they are split, and each record's decoded for itself. */

import type { Source } from '../formats/format.ts';
import { asUtf8, type Decoded, decode, wideCharset } from './charset.ts';

export interface Letters {
  /** The first 64 KB of `stream`. */
  head: Uint8Array;
  /** The bytes of the file; where it is UTF-16, rewritten as UTF-8. In anything else quotes, commas and line ends are as in ASCII. */
  stream(): AsyncIterable<Uint8Array>;
  /** One record. A file says by its first letters beyond ASCII in which character set it is, which a record alone may be too short for. */
  decode(bytes: Uint8Array): Decoded | undefined;
}

export function lettersOf({ head, stream }: Pick<Source, 'head' | 'stream'>): Letters {
  const wide = wideCharset(head);
  if (wide !== undefined)
    return {
      head: asUtf8(head),
      stream: () => rewritten(stream(), wide),
      decode: (bytes) => charsetOf(decode(bytes), wide),
    };
  const told = isUtf8(head) ? undefined : decode(head)?.charset;
  return {
    head,
    stream,
    decode(bytes) {
      if (told === undefined || isUtf8(bytes)) return decode(bytes);
      const decoded = decode(bytes, told);
      return decoded && { ...decoded, flags: [...new Set(['charset-guessed', ...decoded.flags])] };
    },
  };
}

function charsetOf(decoded: Decoded | undefined, charset: string): Decoded | undefined {
  return decoded && { ...decoded, charset };
}

/** A letter that is cut off at the end does not count. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function* rewritten(stream: AsyncIterable<Uint8Array>, charset: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(charset);
  for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
