/** What the log says of an inbox folder: each problem once, because the uploader looks again and again. */
import type { Log } from '../../core/ports/log.ts';
import { describeError } from '../../core/protocol/stage.ts';

const folderGone =
  'the folder is gone, and its news stays: mount its disk. An empty folder in its place would remove all of it';
const mostGone =
  'most files of the folder are gone, so their documents are being removed. If a disk is not mounted, stop ' +
  'Dateline, mount it, and start again';
/** Fewer files are removed without a word. */
const leastOfMost = 100;

export class FolderWarnings {
  readonly #folder: string;
  readonly #log: Log;
  readonly #reported = new Set<string>();

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  /** The first problem with a file. */
  ofFile(message: string, file: string, error?: unknown): void {
    this.#once(file, message, { file, ...(error !== undefined && { error: describeError(error) }) });
  }

  /** Until the folder is there again. */
  ofFolder(isThere: boolean): void {
    if (isThere) this.#reported.delete(folderGone);
    else this.#once(folderGone, folderGone, { folder: this.#folder });
  }

  /** A folder without the disk that belongs there is empty, like one that somebody emptied. */
  ofRemoval(gone: number, known: number): void {
    const isMost = gone >= leastOfMost && 2 * gone > known;
    if (isMost) this.#once(mostGone, mostGone, { folder: this.#folder, gone, of: known });
    else this.#reported.delete(mostGone);
  }

  #once(about: string, message: string, details: Record<string, unknown>): void {
    if (this.#reported.has(about)) return;
    this.#reported.add(about);
    this.#log.warn(message, details);
  }
}
