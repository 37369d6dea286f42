/**
 * Splits a stream of JSON into its values without parsing them, so that a file of any length takes the memory
 * of one value. Each value is parsed separately, so a broken one does not affect the others. A string ends at
 * the end of its line at the latest (RFC 8259, section 7). A value with an unclosed string ends where the
 * next value begins on a new line with the same indentation.
 */
import { type Refusal, refuse } from '../../errors.ts';
import { concat } from '../bytes.ts';
import { limits } from '../limits.ts';

/** One value, not parsed yet. */
export interface JsonElement {
  /** Offset of its first byte in the file. */
  offset: number;
  bytes: Uint8Array;
}

/** A value that is not closed or too large. */
export interface BrokenJsonElement {
  offset: number;
  refusal: Refusal;
}

/**
 * Splits the elements of a list, or values one after another.
 *
 * @param list the offset of the first byte after the list's bracket; without it, the values are at the top
 *   level of the file, separated by white space or commas
 */
export async function* splitJson(
  stream: AsyncIterable<Uint8Array>,
  list?: number,
): AsyncGenerator<JsonElement | BrokenJsonElement> {
  const splitter = new Splitter(list !== undefined);
  let position = 0;
  for await (const chunk of stream) {
    const start = Math.max(0, (list ?? 0) - position);
    if (start < chunk.length) yield* splitter.push(chunk.subarray(start), position + start);
    position += chunk.length;
  }
  yield* splitter.end(position);
}

const [lineFeed, space, quote, backslash] = [0x0a, 0x20, 0x22, 0x5c];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

class Splitter {
  readonly #inList: boolean;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The offset of the current line, and whether it has only had white space so far. */
  #line = 0;
  #blank = true;
  /** The indentation of the current value in bytes; -1 if it is not the first thing on its line. */
  #column = -1;
  /** Whether a string of the current value was not closed on its line. */
  #unclosedString = false;
  /** Offset of the current value; -1 between values. */
  #offset = -1;
  #parts: Uint8Array[] = [];
  #size = 0;
  #listEnded = false;

  constructor(inList: boolean) {
    this.#inList = inList;
  }

  *push(chunk: Uint8Array, position: number): Generator<JsonElement | BrokenJsonElement> {
    let from = 0;
    for (let i = 0; i < chunk.length && !this.#listEnded; i++) {
      const byte = chunk[i] ?? 0;
      if (this.#isWithinString(byte)) continue;
      const column = this.#columnOf(byte, position + i);
      if (this.#unclosedString && byte === openBrace && column >= 0 && column === this.#column) {
        yield this.#finish(chunk.subarray(from, i));
        this.#depth = 0;
      }
      if (this.#depth === 0) {
        const ends = byte === closeBracket && this.#inList;
        if (isSeparator(byte) || ends) {
          if (this.#offset >= 0) yield this.#finish(chunk.subarray(from, i));
          this.#listEnded = ends;
          continue;
        }
        if (this.#offset < 0) {
          this.#offset = position + i;
          this.#column = column;
          from = i;
        }
      }
      if (byte === quote) this.#inString = true;
      else if (byte === openBrace || byte === openBracket) this.#depth++;
      else if ((byte === closeBrace || byte === closeBracket) && this.#depth > 0 && --this.#depth === 0)
        yield this.#finish(chunk.subarray(from, i + 1));
    }
    if (this.#offset >= 0) this.#keep(chunk.subarray(from));
  }

  /** Whether the byte belongs to a string that goes on, or closes it. */
  #isWithinString(byte: number): boolean {
    if (!this.#inString || byte === lineFeed) return false;
    if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inString = false;
    return true;
  }

  /** The indentation of a byte outside of strings; -1 if it is not the first thing on its line. */
  #columnOf(byte: number, offset: number): number {
    if (byte === lineFeed) {
      this.#unclosedString ||= this.#inString;
      this.#inString = this.#escaped = false;
      this.#line = offset + 1;
      this.#blank = true;
    }
    const column = this.#blank ? offset - this.#line : -1;
    if (byte > space) this.#blank = false;
    return column;
  }

  *end(position: number): Generator<JsonElement | BrokenJsonElement> {
    if (this.#offset >= 0 && this.#depth === 0 && !this.#inString && !this.#inList)
      yield this.#finish(new Uint8Array());
    else if (this.#offset >= 0) yield { offset: this.#offset, refusal: this.#truncated(position) };
    else if (this.#inList && !this.#listEnded)
      yield {
        offset: position,
        refusal: refuse('input.truncated', `the list is not closed when the file ends at byte ${position}`),
      };
  }

  #truncated(position: number): Refusal {
    const evidence =
      `the value that begins at byte ${this.#offset} is not closed ` +
      `when the file ends at byte ${position}`;
    // A file that breaks off lacks a few closing brackets. Many missing brackets mean hostile nesting.
    return this.#depth > limits.jsonDepth
      ? refuse('json.malformed', `nested deeper than ${limits.jsonDepth}; ${evidence}`)
      : refuse('input.truncated', evidence);
  }

  #keep(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size <= limits.single) this.#parts.push(bytes);
    else this.#parts = [];
  }

  #finish(last: Uint8Array): JsonElement | BrokenJsonElement {
    this.#keep(last);
    const [offset, size, parts] = [this.#offset, this.#size, this.#parts];
    this.#offset = -1;
    this.#unclosedString = false;
    this.#size = 0;
    this.#parts = [];
    if (size <= limits.single) return { offset, bytes: concat(parts) };
    return {
      offset,
      refusal: refuse(
        'input.too_large',
        `${size} bytes from byte ${offset} on; single documents may have ${limits.single}`,
      ),
    };
  }
}

/**
 * White space, commas, the bytes of UTF-8's byte-order mark, and the separator of JSON text sequences (RFC
 * 7464).
 */
function isSeparator(byte: number): boolean {
  return (
    byte === 0x2c ||
    byte === space ||
    (byte >= 0x09 && byte <= 0x0d) ||
    byte === 0x1e ||
    byte === 0xef ||
    byte === 0xbb ||
    byte === 0xbf
  );
}
