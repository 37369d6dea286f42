/**
 * The letters of an XML stream, in bounded memory. The character set is told by a byte-order mark, the XML declaration and the bytes, as
 * `charset.ts` weighs them; where the first blocks are plain ASCII, by the first block that is not.
 */
import { TextDecoder } from 'node:util';
import { decode } from '../charset/charset.ts';
import { refuse } from '../errors.ts';
import { BadInput } from '../formats/format.ts';
import { headOf } from './xmlRoot.ts';

const blockBytes = 64 * 1024;

export class Letters {
  /** The WHATWG name of the encoding, as far as it is known yet. */
  charset = 'utf-8';
  /** What `charset.ts` has to say of it. */
  flags: readonly string[] = [];
  readonly #contentType: string | undefined;

  /** @param contentType with a charset parameter, which counts where the XML declares none */
  constructor(contentType?: string) {
    this.#contentType = contentType;
  }

  /** @throws BadInput `decode.charset` */
  async *of(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    let decoder: TextDecoder | undefined;
    let declared: { label?: string; flags: string[] } | undefined;
    for await (const { block, last } of inBlocks(stream)) {
      declared ??= this.#declaredIn(block);
      if (decoder === undefined && declared.label === undefined && isAscii(block)) {
        yield Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('latin1');
        continue;
      }
      decoder ??= this.#decide(last ? block : wholeLetters(block), declared);
      yield decoder.decode(block, { stream: !last });
    }
  }

  /** UTF-8 is what is assumed anyway. A declaration that can be read as ASCII and says UTF-16 is wrong. */
  #declaredIn(block: Uint8Array): { label?: string; flags: string[] } {
    const label =
      /^\s*<\?xml\s[^>]{0,200}?\bencoding\s{0,5}=\s{0,5}["']([A-Za-z][\w.:-]{0,40})["']/.exec(
        headOf(block),
      )?.[1] ?? /charset=["']?([\w.:-]{2,40})/i.exec(this.#contentType ?? '')?.[1];
    if (label === undefined || /^utf-?8$/i.test(label)) return { flags: [] };
    const wide = /^(?:utf-?16|ucs-?2|iso-10646-ucs-2|utf-?32|ucs-?4)/i.test(label);
    if (!wide) return { label, flags: [] };
    return { flags: block.includes(0) ? [] : ['charset-mislabelled'] };
  }

  #decide(sample: Uint8Array, declared: { label?: string; flags: string[] }): TextDecoder {
    const decoded = decode(sample, declared.label ?? 'utf-8') ?? decode(sample);
    const evidence =
      declared.label === undefined ? 'the XML declares none but UTF-8' : `the XML declares ${declared.label}`;
    if (decoded === undefined) throw new BadInput(refuse('decode.charset', evidence));
    this.charset = decoded.charset;
    // What is mangled is mended where it stands (`xml.ts`), not in the sample.
    this.flags = [...new Set([...declared.flags, ...decoded.flags])].filter(
      (flag) => flag !== 'mojibake-mended',
    );
    return new TextDecoder(decoded.charset);
  }
}

/** Blocks of one length, whatever the stream's chunks are, so that the same bytes are always read alike. */
async function* inBlocks(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ block: Uint8Array; last: boolean }> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    // More than one block is kept, so that the last one is known when it comes.
    for (; rest.length - at > blockBytes; at += blockBytes)
      yield { block: rest.subarray(at, at + blockBytes), last: false };
    rest = rest.subarray(at);
  }
  yield { block: rest, last: true };
}

function isAscii(block: Uint8Array): boolean {
  for (const byte of block) if (byte > 0x7f || byte === 0 || byte === 0x1b) return false;
  return true;
}

/** Without the last bytes where they may be half a letter. */
function wholeLetters(block: Uint8Array): Uint8Array {
  let end = block.length;
  while (end > block.length - 4 && (block[end - 1] ?? 0) > 0x7f) end--;
  return block.subarray(0, end - (end % 2));
}
