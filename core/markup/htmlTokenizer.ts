/** htmlparser2's tokenizer with faster loops: the engine's search for a character, and names in one go. */
import { type ParserOptions, Tokenizer } from 'htmlparser2';

/** What the methods below use of the tokenizer, where all of it is private. */
interface Reader {
  buffer: string;
  /** Where it reads, and where its buffer begins in the page. */
  index: number;
  offset: number;
  stateInTagName(character: number): void;
  stateInClosingTagName(character: number): void;
  stateInAttributeName(character: number): void;
}

type TokenizerClass = NonNullable<ParserOptions['Tokenizer']>;

class SearchingTokenizer extends (Tokenizer as unknown as new (...given: unknown[]) => Reader) {
  /** Goes to the next such character, or to the end of the buffer. Returns whether it was found. */
  fastForwardTo(character: number): boolean {
    const from = this.index + 1 - this.offset;
    const at = this.buffer.indexOf(String.fromCharCode(character), from);
    this.index = this.offset + (at < 0 ? this.buffer.length - 1 : at);
    return at >= 0;
  }

  override stateInTagName(): void {
    super.stateInTagName(this.#nameEnd());
  }

  override stateInClosingTagName(): void {
    super.stateInClosingTagName(this.#nameEnd());
  }

  override stateInAttributeName(): void {
    super.stateInAttributeName(this.#nameEnd());
  }

  /** Goes to the first character that surely does not belong to the name, or to the end of the buffer. */
  #nameEnd(): number {
    const { buffer } = this;
    const last = buffer.length - 1;
    let at = this.index - this.offset;
    let unit = buffer.charCodeAt(at);
    while (at < last && (names[unit] as number) === 1) unit = buffer.charCodeAt(++at);
    this.index = this.offset + at;
    return unit;
  }
}

/** By UTF-16 unit below 256: 1 for ASCII's letters, digits, hyphens and underscores, which end no name. */
const names = Uint8Array.from({ length: 256 }, (_, unit) => Number(/[\w-]/.test(String.fromCharCode(unit))));

/**
 * For the option of htmlparser2's `Parser`. Were its methods renamed, parsing would only be slower, and a
 * unit test would fail.
 */
export const HtmlTokenizer = SearchingTokenizer as unknown as TokenizerClass;
