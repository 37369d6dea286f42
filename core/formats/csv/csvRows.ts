/**
 * Rows of comma-separated values (RFC 4180) in a stream of bytes: a line break inside quotes is part of its row. A row in which a quotation mark
 * is missing would take others with it, so where quotes make no sense its first line alone is broken, and reading goes on with the next.
 */
import { type Refusal, refuse } from '../../errors.ts';
import { concat } from '../bytes.ts';
import { limits } from '../limits.ts';

export interface Row {
  /** From 1. */
  line: number;
  offset: number;
  bytes: Uint8Array;
}

export interface BrokenRow {
  line: number;
  offset: number;
  refusal: Refusal;
}

const quote = 0x22;
const lineEnd = 0x0a;
const carriageReturn = 0x0d;

/** Rows that are not empty. `delimiter`: its byte. */
export async function* rowsIn(
  stream: AsyncIterable<Uint8Array>,
  delimiter: number,
): AsyncGenerator<Row | BrokenRow> {
  const splitter = new Splitter(delimiter);
  for await (const chunk of stream) yield* splitter.push(chunk);
  yield* splitter.end();
}

/** Of a field; or of a line that is passed over, because it is too long or because it was broken and is reported already. */
type State = 'start' | 'plain' | 'quoted' | 'closed' | 'endless' | 'reported';

class Splitter {
  readonly #delimiter: number;
  #state: State = 'start';
  #parts: Uint8Array[] = [];
  #size = 0;
  #line = 1;
  #lines = 0;
  #offset = 0;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  *push(chunk: Uint8Array): Generator<Row | BrokenRow> {
    const waiting = [chunk];
    for (let bytes = waiting.pop(); bytes !== undefined; bytes = waiting.pop()) {
      const end = this.#scan(bytes);
      if (end === undefined) {
        this.#keep(bytes);
        if (this.#size > limits.single) yield* this.#tooLarge(waiting);
        continue;
      }
      this.#keep(bytes.subarray(0, end.at));
      waiting.push(bytes.subarray(end.at));
      if (end.broken) yield* this.#broken(waiting);
      else yield* this.#row();
    }
  }

  *end(): Generator<Row | BrokenRow> {
    while (this.#state === 'quoted') {
      const waiting: Uint8Array[] = [];
      yield* this.#broken(waiting);
      for (const bytes of waiting.reverse()) yield* this.push(bytes);
    }
    yield* this.#row();
  }

  /** Where in these bytes the row ends, or is seen to be broken. */
  #scan(bytes: Uint8Array): { at: number; broken: boolean } | undefined {
    let state = this.#state;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === lineEnd) {
        this.#lines++;
        if (state !== 'quoted') return { at: i + 1, broken: false };
      } else if (state === 'quoted') {
        if (byte === quote) state = 'closed';
      } else if (state === 'closed' && byte === quote) state = 'quoted';
      else if (state === 'endless' || state === 'reported') continue;
      else if (byte === this.#delimiter) state = 'start';
      else if (state === 'start') state = byte === quote ? 'quoted' : 'plain';
      else if (state === 'closed' && byte !== carriageReturn) return { at: i, broken: true };
    }
    this.#state = state;
    return undefined;
  }

  #keep(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#state !== 'endless' && this.#state !== 'reported') this.#parts.push(bytes);
  }

  *#row(): Generator<Row | BrokenRow> {
    const { line, offset } = this.#here();
    const bytes = concat(this.#parts);
    if (this.#state === 'endless')
      yield {
        line,
        offset,
        refusal: refuse('input.too_large', `${this.#size} bytes; single documents may have ${limits.single}`),
      };
    else if (bytes.some((byte) => byte !== lineEnd && byte !== carriageReturn && byte !== 0x20))
      yield { line, offset, bytes };
    this.#next(this.#size, this.#lines);
  }

  /** The first line of what was kept is broken; the rest waits to be read again. */
  *#broken(waiting: Uint8Array[]): Generator<BrokenRow> {
    const bytes = concat(this.#parts);
    const end = bytes.indexOf(lineEnd) + 1;
    const first = end === 0 ? bytes.length : end;
    yield {
      ...this.#here(),
      refusal: refuse('csv.malformed', 'a quotation mark is missing, or stands in the middle of a field'),
    };
    if (first < bytes.length) waiting.push(bytes.subarray(first));
    this.#next(first, end === 0 ? 0 : 1);
    if (end === 0 && waiting.length > 0) this.#state = 'reported';
  }

  /** Too much for one row: either a quotation mark is missing, or it is one line. */
  *#tooLarge(waiting: Uint8Array[]): Generator<BrokenRow> {
    if (this.#state === 'quoted' && this.#lines > 0) yield* this.#broken(waiting);
    else {
      if (this.#state !== 'reported') this.#state = 'endless';
      this.#parts = [];
    }
  }

  #here(): { line: number; offset: number } {
    return { line: this.#line, offset: this.#offset };
  }

  #next(bytes: number, lines: number): void {
    this.#offset += bytes;
    this.#line += lines;
    this.#state = 'start';
    [this.#parts, this.#size, this.#lines] = [[], 0, 0];
  }
}

/** The fields of one row, without its quotes. */
export function fieldsOf(row: string, delimiter: string): string[] {
  const line = row.replace(/\r?\n$/, '').replace(/\r$/, '');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (line[at] === '"') {
      let end = line.indexOf('"', at + 1);
      while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
      const close = end < 0 ? line.length : end;
      field = line.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    }
    const next = line.indexOf(delimiter, at);
    fields.push(field + line.slice(at, next < 0 ? line.length : next));
    if (next < 0) return fields;
    at = next + 1;
  }
}
