/** The files that an uploader has yet to look at. Memory bounds their number: scans find the others again. */

/** A path to inspect: its last fingerprint, and since when the file has had it (milliseconds since 1970). */
export interface PendingFile {
  fingerprint?: string;
  since: number;
  /** It waits for its turn among the large files. */
  isLarge?: boolean;
}

/** Of 300 bytes each: 15 MB. */
export const mostPending = 50_000;

export class PendingFiles {
  readonly #files = new Map<string, PendingFile>();
  readonly #most: number;
  /** How many were not noted, since the begin of the last scan that looked for them. */
  #missed = 0;

  constructor(most = mostPending) {
    this.#most = most;
  }

  /** Those that are known. */
  get size(): number {
    return this.#files.size;
  }

  /** Whether all files that were marked are known. */
  get isComplete(): boolean {
    return this.#missed === 0;
  }

  get hasRoom(): boolean {
    return this.#files.size < this.#most;
  }

  /** Whether files were missed, and there is room again for many. */
  get shouldScan(): boolean {
    return this.#missed > 0 && this.#files.size < this.#most / 2;
  }

  mark(relative: string): void {
    if (this.hasRoom || this.#files.has(relative)) this.#files.set(relative, { since: Date.now() });
    else this.#missed++;
  }

  /** @param scan finds what was missed before it, or later ones do if it fails */
  async findMissed(scan: () => Promise<unknown>): Promise<void> {
    const missed = this.#missed;
    await scan().finally(() => {
      this.#missed -= missed;
    });
  }

  /** Forgets a file, unless it was marked again since it was `seen`. */
  done(relative: string, seen: PendingFile): void {
    if (this.#files.get(relative) === seen) this.#files.delete(relative);
  }

  /** What is marked meanwhile follows. */
  entries(): MapIterator<[string, PendingFile]> {
    return this.#files.entries();
  }

  clear(): void {
    this.#files.clear();
    this.#missed = 0;
  }
}
