/** How much an object may hold, however it is packed (design, section 6), and what of it is used up while one is read. */
import { refuse } from '../errors.ts';
import { BadInput } from './format.ts';

const MB = 1024 * 1024;

export const limits = {
  /** Bytes of a single document. */
  single: 25 * MB,
  /** Bytes of a container, as it lies in the bucket. */
  container: 256 * MB,
  /** Bytes of a container that is read out of order and itself lies inside another: it is held in memory. */
  innerContainer: 64 * MB,
  /** Documents of an object, and as many members that are refused. */
  documents: 10_000,
  /** Bytes unpacked for each byte of the object, once the first megabyte is unpacked … */
  ratio: 100,
  unpackedFree: MB,
  /** … and at most this many. */
  unpacked: 1024 * MB,
  /** An archive in an archive; what is in that must be no archive. */
  archives: 2,
  /** Lists and objects of JSON inside one another, and values in one record. */
  jsonDepth: 128,
  jsonValues: 500_000,
  /** Pages of a PDF, and runs of letters on each. */
  pdfPages: 300,
  pdfPieces: 20_000,
  /** Files inside files of any kind, attachments of attachments. */
  files: 8,
};

/** Seconds that one document may take to parse, where it is parsed apart (`runtime/apart`). */
const seconds = { html: 2, pdf: 15, other: 5 };

export function secondsFor(format: string): number {
  return format === 'html' ? seconds.html : format === 'pdf' ? seconds.pdf : seconds.other;
}

/** The object as a whole is refused, wherever in it this came to light. */
export class LimitExceeded extends BadInput {
  override name = 'Exhausted';
}

/** What is left for one object. Its methods throw `Exhausted` where that is nothing. */
export class ReadBudget {
  readonly #size: number;
  #documents = 0;
  #refused = 0;
  #unpacked = 0;

  /** @param size bytes of the object in the bucket */
  constructor(size: number) {
    this.#size = size;
  }

  document(): void {
    if (++this.#documents > limits.documents) throw this.#tooMany('documents');
  }

  refused(): void {
    if (++this.#refused > limits.documents) throw this.#tooMany('members that cannot be read');
  }

  #tooMany(what: string): LimitExceeded {
    return new LimitExceeded(
      refuse(
        'input.too_large',
        `more than ${limits.documents} ${what} in it, which is what one file may have`,
      ),
    );
  }

  /** So many bytes more came out of something compressed. */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > Math.max(limits.unpackedFree, limits.ratio * this.#size)) {
      const evidence = `${this.#size} bytes unpack to more than ${this.#unpacked}; ${limits.ratio} times as many are allowed`;
      throw new LimitExceeded(refuse('archive.bomb', evidence));
    }
    if (this.#unpacked > limits.unpacked)
      throw new LimitExceeded(
        refuse(
          'input.too_large',
          `it unpacks to more than ${limits.unpacked} bytes, which is what one file may have`,
        ),
      );
  }
}
