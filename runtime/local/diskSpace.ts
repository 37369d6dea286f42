/**
 * Whether the disk of a folder has room for more work. On a full disk every write fails, also those that
 * record failures; so consumers and uploaders pause before it is full, and go on when there is room.
 */
import { statfsSync } from 'node:fs';
import type { Log } from '../../core/ports/log.ts';

/** Work pauses below this, so that what is already in progress can still finish. */
const minimumBytes = 32 * 1024 * 1024;
/** The free space is read at most once in this time. */
const askMilliseconds = 250;

export class DiskSpace {
  readonly #folder: string;
  readonly #log: Log;
  readonly #freeBytes: (folder: string) => number;
  #asked = Number.NEGATIVE_INFINITY;
  #hasRoom = true;

  /** @param freeBytes the bytes that this process may still write to the folder's disk */
  constructor(folder: string, log: Log, freeBytes = freeBytesOf) {
    this.#folder = folder;
    this.#log = log;
    this.#freeBytes = freeBytes;
  }

  /** Also logs when the disk becomes full, and when it has room again. */
  hasRoom(): boolean {
    const now = performance.now();
    if (now - this.#asked < askMilliseconds) return this.#hasRoom;
    this.#asked = now;
    const before = this.#hasRoom;
    this.#hasRoom = this.#freeBytes(this.#folder) >= minimumBytes;
    if (before && !this.#hasRoom)
      this.#log.warn(
        `The disk of ${this.#folder} is full (less than ${minimumBytes / 1024 / 1024} MB are free); ` +
          'Dateline waits until there is room.',
      );
    if (!before && this.#hasRoom)
      this.#log.warn(`The disk of ${this.#folder} has room again; Dateline goes on.`);
    return this.#hasRoom;
  }
}

/** Infinite if the system does not say: then a write to the folder reports the fault. */
function freeBytesOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
