/**
 * How much one object may hold, however it is packed (docs/security.md, "Limits"), and a count of what is
 * used while it is read.
 */
import { BadInput, type Refusal, refuse } from '../errors.ts';

const MB = 1024 * 1024;

export const limits = {
  /** Bytes of a single document. */
  single: 25 * MB,
  /** Bytes of a container as it is stored in the bucket. */
  container: 256 * MB,
  /** Bytes of a nested container that needs random access: it is held in memory. */
  nestedContainer: 64 * MB,
  /** Documents in one object, and also refused members in one object. */
  documents: 10_000,
  /** Bytes that each byte of the object may unpack to; the first `unpackedFree` bytes are free. */
  ratio: 100,
  unpackedFree: MB,
  /** Bytes that an object may unpack to in all. */
  unpacked: 1024 * MB,
  /** Archives inside one another: an archive may hold archives, but those may not hold further ones. */
  archives: 2,
  /** Nested lists and objects of JSON, and values in one record. */
  jsonDepth: 128,
  jsonValues: 500_000,
  /** Pages of a PDF, and runs of letters on each page. */
  pdfPages: 300,
  pdfTextRuns: 20_000,
  /** Files inside files of any kind, such as attachments of attachments. */
  files: 8,
};

/** The refusal of a single document. @param size in bytes */
export const tooLarge = (size: number): Refusal =>
  refuse('input.too_large', `${size} bytes; single documents may have ${limits.single}`);

/** Refuses the object as a whole, wherever in it the limit was exceeded. */
export class LimitExceeded extends BadInput {
  override name = 'LimitExceeded';
}

/** Counts what one object uses up. Its methods throw `LimitExceeded` when a limit is passed. */
export class ReadBudget {
  readonly #size: number;
  #documents: number;
  #refused: number;
  #unpacked = 0;

  /**
   * @param size bytes of the object in the bucket
   * @param from what an earlier reading has counted
   */
  constructor(size: number, from = { documents: 0, refused: 0 }) {
    this.#size = size;
    this.#documents = from.documents;
    this.#refused = from.refused;
  }

  countDocument(): void {
    if (++this.#documents > limits.documents) throw this.#tooMany('documents');
  }

  countRefused(): void {
    if (++this.#refused > limits.documents) throw this.#tooMany('members that cannot be read');
  }

  #tooMany(what: string): LimitExceeded {
    return new LimitExceeded(
      'input.too_large',
      `more than ${limits.documents} ${what}, the most that one file may have`,
    );
  }

  /** @param bytes how many more bytes were decompressed */
  countUnpacked(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > Math.max(limits.unpackedFree, limits.ratio * this.#size)) {
      const evidence =
        `${this.#size} bytes unpack to more than ${this.#unpacked}; ` +
        `the limit is ${limits.ratio} times the size`;
      throw new LimitExceeded('archive.bomb', evidence);
    }
    if (this.#unpacked > limits.unpacked)
      throw new LimitExceeded(
        'input.too_large',
        `it unpacks to more than the limit of ${limits.unpacked} bytes`,
      );
  }
}
