/** A container of records in letters (JSON, JSON Lines, CSV): its bytes as UTF-8, whose records are then decoded each for itself. */
import { asUtf8, wideCharset } from './charset.ts';
import type { Source } from './format.ts';

export interface Letters {
  /** As `stream`, the first 64 KB of the file or what they become. */
  head: Uint8Array;
  stream(): AsyncIterable<Uint8Array>;
  /** Where it was UTF-16 and is rewritten. Anything else keeps its bytes, since quotes, commas and line ends are in them as in ASCII. */
  rewritten?: string;
}

export function lettersOf({ head, stream }: Pick<Source, 'head' | 'stream'>): Letters {
  const wide = wideCharset(head);
  if (wide === undefined) return { head, stream };
  return { head: asUtf8(head), stream: () => rewritten(stream(), wide), rewritten: wide };
}

async function* rewritten(stream: AsyncIterable<Uint8Array>, charset: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(charset);
  for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
