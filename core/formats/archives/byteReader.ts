/**
 * Reads a stream of bytes piece by piece: a number of bytes, a line, or a section that is itself a stream.
 */
import { BadInput } from '../../errors.ts';
import { concat } from '../bytes.ts';

export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();
  #fault: unknown;
  #errorDelivered = false;
  /** Offset of the next byte. */
  at = 0;

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, or fewer at the end of the stream. */
  async take(count: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let left = count;
    while (left > 0 && (await this.#more())) {
      const part = this.#cut(left);
      left -= part.length;
      parts.push(part);
    }
    return concat(parts);
  }

  /**
   * The next line without its line end (LF or CRLF).
   *
   * @param most the largest number of bytes before the line end
   * @returns `undefined` at the end of the stream, or if the line is longer
   */
  async line(most: number): Promise<string | undefined> {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (await this.#more()) {
      const end = this.#rest.indexOf(0x0a);
      const part = this.#cut(Math.min(end < 0 ? this.#rest.length : end + 1, most - length + 1));
      parts.push(part);
      length += part.length;
      if (part.at(-1) === 0x0a)
        return Buffer.from(concat(parts))
          .toString('utf8')
          .replace(/\r?\n$/, '');
      if (length > most) return undefined;
    }
    return undefined;
  }

  /**
   * The next `size` bytes as a section. Reading or skipping it throws `BadInput` if the stream ends too
   * early.
   */
  section(size: number): ByteSection {
    const end = this.at + size;
    return {
      stream: () => this.#until(end),
      skip: async () => {
        while (this.at < end) await this.#chunkUpTo(end);
      },
    };
  }

  /**
   * Whether the reader of a section already got the stream's error. Every later read throws the same error.
   */
  get errorDelivered(): boolean {
    return this.#errorDelivered;
  }

  async *#until(end: number): AsyncGenerator<Uint8Array> {
    try {
      while (this.at < end) yield await this.#chunkUpTo(end);
    } catch (error) {
      this.#errorDelivered = true;
      throw error;
    }
  }

  async #chunkUpTo(end: number): Promise<Uint8Array> {
    if (await this.#more()) return this.#cut(end - this.at);
    this.#fault = new BadInput('input.truncated', `the file ends ${end - this.at} bytes too early`);
    throw this.#fault;
  }

  close(): Promise<unknown> {
    return this.#chunks.return?.() ?? Promise.resolve();
  }

  /** Fetches the next chunk if none is left. Returns whether there are bytes to read. */
  async #more(): Promise<boolean> {
    if (this.#fault !== undefined) throw this.#fault;
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next().catch((error) => {
        this.#fault = error;
        throw error;
      });
      if (next.done) return false;
      this.#rest = next.value;
    }
    return true;
  }

  #cut(most: number): Uint8Array {
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.length);
    this.at += part.length;
    return part;
  }
}

/** A run of bytes of a stream. */
export interface ByteSection {
  /** The bytes that were not read yet. */
  stream(): AsyncGenerator<Uint8Array>;
  /** Moves the reader to the end of the section. */
  skip(): Promise<void>;
}
