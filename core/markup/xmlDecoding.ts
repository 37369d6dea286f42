/**
 * Decodes an XML stream in bounded memory. A byte-order mark, the XML declaration and the bytes decide the
 * character set, as `charset.ts` weighs them. While the stream is plain ASCII the decision waits for the
 * first block that is not.
 */
import { asciiHead } from '../charset/asciiHead.ts';
import { decode } from '../charset/charset.ts';
import { type Decoder, decoderOf } from '../charset/codePages.ts';
import { BadInput } from '../errors.ts';

const blockBytes = 64 * 1024;
/** How many bytes to search for an XML declaration. */
const declarationBytes = 16 * 1024;

interface Declaration {
  label?: string;
  flags: string[];
}

export class XmlDecoder {
  /** The WHATWG name of the encoding as far as it is known; `utf-8` while the stream is plain ASCII. */
  charset = 'utf-8';
  /** The flags of the character set: see `Decoded` in `charset.ts`. */
  flags: readonly string[] = [];
  readonly #contentType: string | undefined;

  /** @param contentType its charset parameter counts if the XML declares none */
  constructor(contentType?: string) {
    this.#contentType = contentType;
  }

  /** @throws BadInput `decode.charset` */
  async *decode(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    let decoder: Decoder | undefined;
    let declared: Declaration | undefined;
    for await (const { block, last } of inBlocks(stream)) {
      declared ??= this.#declarationIn(block);
      if (decoder === undefined && declared.label === undefined && isAscii(block)) {
        yield Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('latin1');
        continue;
      }
      decoder ??= this.#decide(last ? block : withoutPartialCharacter(block), declared);
      yield decoder.decode(block, { stream: !last });
    }
  }

  /**
   * UTF-8 is the default, so declaring it adds nothing. A declaration of UTF-16 that is readable as ASCII is
   * wrong.
   */
  #declarationIn(block: Uint8Array): Declaration {
    const label =
      /^\s*<\?xml\s[^>]{0,200}?\bencoding\s{0,5}=\s{0,5}["']([A-Za-z][\w.:-]{0,40})["']/.exec(
        asciiHead(block, declarationBytes),
      )?.[1] ?? /charset=["']?([\w.:-]{2,40})/i.exec(this.#contentType ?? '')?.[1];
    if (label === undefined || /^utf-?8$/i.test(label)) return { flags: [] };
    const wide = /^(?:utf-?16|ucs-?2|iso-10646-ucs-2|utf-?32|ucs-?4)/i.test(label);
    if (!wide) return { label, flags: [] };
    return { flags: block.includes(0) ? [] : ['charset-mislabelled'] };
  }

  #decide(sample: Uint8Array, declared: Declaration): Decoder {
    const decoded = decode(sample, declared.label ?? 'utf-8') ?? decode(sample);
    const evidence = `the XML declares ${declared.label ?? 'no character set, or UTF-8'}`;
    if (decoded === undefined) throw new BadInput('decode.charset', evidence);
    this.charset = decoded.charset;
    // `xml.ts` repairs mojibake element by element, so what the sample shows does not count.
    this.flags = [...new Set([...declared.flags, ...decoded.flags])].filter(
      (flag) => flag !== 'mojibake-mended',
    );
    return decoderOf(decoded.charset);
  }
}

/** Blocks of one size whatever the stream's chunks are, so that the same bytes are always decoded alike. */
async function* inBlocks(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ block: Uint8Array; last: boolean }> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    // One block always stays behind, so that the last one is known as such.
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

/** Drops the last bytes if they may be part of a character. */
function withoutPartialCharacter(block: Uint8Array): Uint8Array {
  let end = block.length;
  while (end > block.length - 4 && (block[end - 1] ?? 0) > 0x7f) end--;
  return block.subarray(0, end - (end % 2));
}
