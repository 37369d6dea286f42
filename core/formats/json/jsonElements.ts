/**
 * Where the values in a stream of JSON begin and end, found without parsing them, so that a file of any length takes the memory of one
 * value. Each is then parsed for itself: one that is broken spoils no other. A string ends at the end of its line at the latest, as JSON
 * (RFC 8259, section 7) has it; a value in which one did not ends where, on a line of its own and as far from the margin, the next begins.
 */
import { type Refusal, refuse } from '../../errors.ts';
import { limits } from '../limits.ts';

export interface Value {
  /** Of its first byte. */
  offset: number;
  bytes: Uint8Array;
}

export interface BrokenValue {
  offset: number;
  refusal: Refusal;
}

/**
 * The elements of a list, or values one after another.
 *
 * @param list the offset of the list's first byte after its bracket; without one, the values stand at the top of the file, with white space or
 *   commas between them
 */
export async function* valuesIn(
  stream: AsyncIterable<Uint8Array>,
  list?: number,
): AsyncGenerator<Value | BrokenValue> {
  const splitter = new Splitter(list !== undefined);
  let position = 0;
  for await (const chunk of stream) {
    const start = Math.max(0, (list ?? 0) - position);
    if (start < chunk.length) yield* splitter.push(chunk.subarray(start), position + start);
    position += chunk.length;
  }
  yield* splitter.end(position);
}

class Splitter {
  readonly #inList: boolean;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Where the line begins that we are on, and whether nothing but white space was on it so far. */
  #line = 0;
  #blank = true;
  /** How far from the margin the value began, where it is the first on its line. */
  #column = -1;
  #spoilt = false;
  /** Of the value that we are in. */
  #offset = -1;
  #parts: Uint8Array[] = [];
  #size = 0;
  #listEnded = false;

  constructor(inList: boolean) {
    this.#inList = inList;
  }

  *push(chunk: Uint8Array, position: number): Generator<Value | BrokenValue> {
    let from = 0;
    for (let i = 0; i < chunk.length && !this.#listEnded; i++) {
      const byte = chunk[i] ?? 0;
      if (this.#inString && byte !== 0x0a) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === 0x5c) this.#escaped = true;
        else if (byte === 0x22) this.#inString = false;
        continue;
      }
      if (byte === 0x0a) {
        this.#spoilt ||= this.#inString;
        this.#inString = this.#escaped = false;
        this.#line = position + i + 1;
        this.#blank = true;
      }
      const column = this.#blank ? position + i - this.#line : -1;
      if (byte > 0x20) this.#blank = false;
      if (this.#spoilt && byte === 0x7b && column >= 0 && column === this.#column) {
        yield this.#ended(chunk.subarray(from, i));
        this.#depth = 0;
      }
      if (this.#depth === 0) {
        const ends = byte === 0x5d && this.#inList;
        if (isBetween(byte) || ends) {
          if (this.#offset >= 0) yield this.#ended(chunk.subarray(from, i));
          this.#listEnded = ends;
          continue;
        }
        if (this.#offset < 0) {
          this.#offset = position + i;
          this.#column = column;
          from = i;
        }
      }
      if (byte === 0x22) this.#inString = true;
      else if (byte === 0x7b || byte === 0x5b) this.#depth++;
      else if ((byte === 0x7d || byte === 0x5d) && this.#depth > 0 && --this.#depth === 0)
        yield this.#ended(chunk.subarray(from, i + 1));
    }
    if (this.#offset >= 0) this.#keep(chunk.subarray(from));
  }

  *end(position: number): Generator<Value | BrokenValue> {
    if (this.#offset >= 0 && this.#depth === 0 && !this.#inString && !this.#inList)
      yield this.#ended(new Uint8Array());
    else if (this.#offset >= 0) yield { offset: this.#offset, refusal: this.#cutOff(position) };
    else if (this.#inList && !this.#listEnded)
      yield {
        offset: position,
        refusal: refuse('input.truncated', `the list is not closed when the file ends at byte ${position}`),
      };
  }

  #cutOff(position: number): Refusal {
    const evidence = `the value that begins at byte ${this.#offset} is not closed when the file ends at byte ${position}`;
    // A few brackets are missing where a file breaks off; many are no slip.
    return this.#depth > limits.jsonDepth
      ? refuse('json.malformed', `nested deeper than ${limits.jsonDepth}; ${evidence}`)
      : refuse('input.truncated', evidence);
  }

  #keep(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size <= limits.single) this.#parts.push(bytes);
    else this.#parts = [];
  }

  #ended(last: Uint8Array): Value | BrokenValue {
    this.#keep(last);
    const [offset, size, parts] = [this.#offset, this.#size, this.#parts];
    this.#offset = -1;
    this.#spoilt = false;
    this.#size = 0;
    this.#parts = [];
    if (size <= limits.single)
      return { offset, bytes: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts) };
    return {
      offset,
      refusal: refuse(
        'input.too_large',
        `${size} bytes from byte ${offset} on; single documents may have ${limits.single}`,
      ),
    };
  }
}

/** White space, commas, the byte-order mark of UTF-8 and the separator of JSON text sequences (RFC 7464). */
function isBetween(byte: number): boolean {
  return (
    byte === 0x2c ||
    byte === 0x20 ||
    (byte >= 0x09 && byte <= 0x0d) ||
    byte === 0x1e ||
    byte === 0xef ||
    byte === 0xbb ||
    byte === 0xbf
  );
}
