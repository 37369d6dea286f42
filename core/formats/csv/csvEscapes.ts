/** Quotation marks in cells as MySQL and Spark write them: `\"` in place of the `""` of RFC 4180. */
import type { TextSource } from '../../charset/textDecoding.ts';
import { concat } from '../bytes.ts';

const quote = 0x22;
const backslash = 0x5c;

/** A mark that no cell ends with, and one doubled within a cell. */
const escaped = /\\"(?![",;\t|\r\n]|$)/;
const doubled = /[^,;\t|\r\n"\\]""[^,;\t|\r\n"]/;

/** The table with `""` for each `\"`, if it has the one and not the other. All offsets stay. */
export function withDoubledQuotes(source: TextSource): TextSource {
  const head = Buffer.from(source.head).toString('latin1');
  if (!escaped.test(head) || doubled.test(head)) return source;
  return {
    ...source,
    head: new QuoteDoubler().double(source.head),
    async *stream() {
      const doubler = new QuoteDoubler();
      for await (const chunk of source.stream()) yield doubler.double(chunk);
      yield doubler.end();
    },
  };
}

class QuoteDoubler {
  /** A backslash ended the last bytes; what it escapes comes with the next ones. */
  #waits = false;

  double(bytes: Uint8Array): Uint8Array {
    const all = this.#waits ? concat([Uint8Array.of(backslash), bytes]) : bytes.slice();
    this.#waits = false;
    for (let i = all.indexOf(backslash); i >= 0; i = all.indexOf(backslash, i + 2)) {
      if (i === all.length - 1) this.#waits = true;
      else if (all[i + 1] === quote) all[i] = quote;
    }
    return this.#waits ? all.subarray(0, -1) : all;
  }

  end(): Uint8Array {
    return Uint8Array.from(this.#waits ? [backslash] : []);
  }
}
