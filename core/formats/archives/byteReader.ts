/** A stream of bytes read piece by piece: so many, a line, or a body that is handed on as a stream of its own. */
import { refuse } from '../../errors.ts';
import { concat } from '../bytes.ts';
import { BadInput } from '../format.ts';

export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();
  #fault: unknown;
  #told = false;
  /** How many bytes were taken so far. */
  at = 0;

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes, which are held in memory; fewer only at the end. */
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

  /** Up to and without the next line feed (and the carriage return before it). `undefined`: the end, or no line end within `most` bytes. */
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

  /** The next `size` bytes as a stream, of which any number may be read; `skip` goes past them. Both throw where there are fewer. */
  body(size: number): Body {
    const end = this.at + size;
    return {
      stream: () => this.#until(end),
      skip: async () => {
        while (this.at < end) await this.#piece(end);
      },
    };
  }

  /** Has whoever read a body been told that the stream breaks off? Whatever is asked of it afterwards throws the same. */
  get told(): boolean {
    return this.#told;
  }

  async *#until(end: number): AsyncGenerator<Uint8Array> {
    try {
      while (this.at < end) yield await this.#piece(end);
    } catch (error) {
      this.#told = true;
      throw error;
    }
  }

  async #piece(end: number): Promise<Uint8Array> {
    if (await this.#more()) return this.#cut(end - this.at);
    this.#fault = new BadInput(
      refuse('input.truncated', `the bytes end ${end - this.at} before they should`),
    );
    throw this.#fault;
  }

  close(): Promise<unknown> {
    return this.#chunks.return?.() ?? Promise.resolve();
  }

  /** Are there bytes left? */
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

export interface Body {
  stream(): AsyncGenerator<Uint8Array>;
  skip(): Promise<void>;
}
