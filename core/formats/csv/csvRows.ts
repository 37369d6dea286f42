/**
 * Splits a stream of CSV (RFC 4180) into rows. A line break inside quotes is part of its row. A missing
 * quotation mark would swallow the rows after it, so if quotes make no sense only the row's first line is
 * reported as broken, and reading continues with the next line.
 */
import { BadInput, type Refusal, refuse } from '../../errors.ts';
import { concat } from '../bytes.ts';
import { limits, tooLarge } from '../limits.ts';

/** One row, not decoded yet. */
export interface CsvRow {
  /** Number of its first line, from 1. */
  line: number;
  /** Offset of its first byte in the file. */
  offset: number;
  bytes: Uint8Array;
}

/** A line with a missing quotation mark, or a row that is too large. */
export interface BrokenCsvRow {
  line: number;
  offset: number;
  refusal: Refusal;
}

const quote = 0x22;
const lineEnd = 0x0a;
const carriageReturn = 0x0d;

/**
 * How many bytes may be scanned a second time in one file. A missing quotation mark usually shows within a
 * row or two. A hostile file can make every line look like the start of a row that fills the rest of the
 * file.
 */
export const rescanBudget = 2 * limits.single;

/**
 * The rows that are not empty.
 *
 * @param delimiter the byte between fields
 * @throws BadInput if broken lines had more than `rescanBudget` bytes scanned again; nothing follows
 */
export async function* splitRows(
  stream: AsyncIterable<Uint8Array>,
  delimiter: number,
): AsyncGenerator<CsvRow | BrokenCsvRow> {
  const splitter = new Splitter(delimiter);
  for await (const chunk of stream) yield* splitter.push(chunk);
  yield* splitter.end();
}

/**
 * The state of the current field; `endless` and `reported` skip a line that is too long or already reported
 * as broken.
 */
type State = 'start' | 'plain' | 'quoted' | 'closed' | 'endless' | 'reported';

class Splitter {
  readonly #delimiter: number;
  #state: State = 'start';
  #parts: Uint8Array[] = [];
  #size = 0;
  #line = 1;
  #lines = 0;
  #offset = 0;
  #rescanned = 0;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  *push(chunk: Uint8Array): Generator<CsvRow | BrokenCsvRow> {
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

  *end(): Generator<CsvRow | BrokenCsvRow> {
    while (this.#state === 'quoted') {
      const waiting: Uint8Array[] = [];
      yield* this.#broken(waiting);
      for (const bytes of waiting.reverse()) yield* this.push(bytes);
    }
    yield* this.#row();
  }

  /**
   * The offset at which the row ends or turns out to be broken. Returns `undefined` if it goes on after these
   * bytes.
   */
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

  *#row(): Generator<CsvRow | BrokenCsvRow> {
    const { line, offset } = this.#here();
    const bytes = concat(this.#parts);
    if (this.#state === 'endless') yield { line, offset, refusal: tooLarge(this.#size) };
    else if (bytes.some((byte) => byte !== lineEnd && byte !== carriageReturn && byte !== 0x20))
      yield { line, offset, bytes };
    this.#next(this.#size, this.#lines);
  }

  /** Reports the first line of the kept bytes as broken, and puts the rest back to be read again. */
  *#broken(waiting: Uint8Array[]): Generator<BrokenCsvRow> {
    const bytes = concat(this.#parts);
    const end = bytes.indexOf(lineEnd) + 1;
    const first = end === 0 ? bytes.length : end;
    yield {
      ...this.#here(),
      refusal: refuse('csv.malformed', 'a quotation mark is missing, or is in the middle of a field'),
    };
    this.#rescan(bytes.subarray(first), waiting);
    this.#next(first, end === 0 ? 0 : 1);
    if (end === 0 && waiting.length > 0) this.#state = 'reported';
  }

  #rescan(bytes: Uint8Array, waiting: Uint8Array[]): void {
    if (bytes.length === 0) return;
    this.#rescanned += bytes.length;
    if (this.#rescanned > rescanBudget)
      throw new BadInput(
        'csv.malformed',
        `quotation marks are missing in many lines up to line ${this.#line}, from byte ${this.#offset}`,
      );
    waiting.push(bytes);
  }

  /** A row that is too large either lacks a quotation mark or is one long line. */
  *#tooLarge(waiting: Uint8Array[]): Generator<BrokenCsvRow> {
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

/** The fields of one row, without their quotes. */
export function splitFields(row: string, delimiter: string): string[] {
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
