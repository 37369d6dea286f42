/** Bytes in a folder, each under the hash of its content: written once, never changed, so readers need no lock. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BrokenStore } from './store.ts';

/** A part of a blob: its first byte and the number of bytes. */
export interface Part {
  start: number;
  length: number;
}

/** Up to here a synchronous call takes less time than handing the work to another thread. */
const smallBytes = 64 * 1024;

const recentBytes = 16 * 1024 * 1024;

/** Nobody takes an hour to write a file. */
const abandonedMilliseconds = 3_600_000;

export class Blobs {
  readonly #folder: string;
  /** Small blobs of late: a payload is read by three stages right after it is written. Bytes under a hash never change. */
  readonly #recent = new Recent();
  #written = 0;

  constructor(folder: string) {
    this.#folder = folder;
    for (let i = 0; i < 256; i++) mkdirSync(path.join(folder, i.toString(16).padStart(2, '0')), { recursive: true });
    mkdirSync(this.#temporary(), { recursive: true });
    this.#tidy();
  }

  /** The content's name: the SHA-256 of its bytes, in hex. */
  static nameOf(bytes: Uint8Array): string {
    return createHash('sha256').update(bytes).digest('hex');
  }

  /** Whole, and of that size: a power cut can leave a file empty. */
  has(name: string, size: number): boolean {
    return statSync(this.#path(name), { throwIfNoEntry: false })?.size === size;
  }

  /** Writes the bytes under their name, by way of a temporary file: nobody ever sees half of them. */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length <= smallBytes) {
      this.writeNow(name, bytes);
      this.#recent.set(name, bytes);
      return;
    }
    const temporary = this.#temporary(`${process.pid}-${this.#written++}`);
    await writeFile(temporary, bytes);
    await rename(temporary, this.#path(name));
  }

  writeNow(name: string, bytes: Uint8Array): void {
    const temporary = this.#temporary(`${process.pid}-${this.#written++}`);
    writeFileSync(temporary, bytes);
    renameSync(temporary, this.#path(name));
  }

  /** @throws BrokenStore where the file is not there, or is cut off */
  async read(name: string, { start, length }: Part, size: number): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array();
    try {
      if (length === size && size <= smallBytes) {
        const bytes = this.#recent.get(name) ?? check(readFileSync(this.#path(name)), length);
        this.#recent.set(name, bytes);
        return bytes.slice();
      }
      if (length === size) return check(await readFile(this.#path(name)), length);
      await using file = await open(this.#path(name));
      const buffer = new Uint8Array(length);
      const { bytesRead } = await file.read(buffer, 0, length, start);
      return check(buffer.subarray(0, bytesRead), length);
    } catch (error) {
      throw this.#broken(name, error);
    }
  }

  /** @throws BrokenStore as `read` */
  async *stream(name: string, { start, length }: Part): AsyncGenerator<Uint8Array, void, unknown> {
    if (length === 0) return;
    let read = 0;
    try {
      for await (const chunk of createReadStream(this.#path(name), { start, end: start + length - 1 }) as AsyncIterable<Uint8Array>) {
        read += chunk.length;
        yield chunk;
      }
      if (read !== length) throw new CutOff();
    } catch (error) {
      throw this.#broken(name, error);
    }
  }

  remove(name: string): void {
    this.#recent.delete(name);
    rmSync(this.#path(name), { force: true });
  }

  /** Removes what a killed process left half written; what is recent may be another process's work. */
  #tidy(): void {
    for (const name of readdirSync(this.#temporary())) {
      const found = statSync(this.#temporary(name), { throwIfNoEntry: false });
      if (found !== undefined && found.mtimeMs < Date.now() - abandonedMilliseconds) rmSync(this.#temporary(name), { force: true });
    }
  }

  #broken(name: string, error: unknown): unknown {
    const missing = error instanceof CutOff || (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing ? new BrokenStore(this.#path(name), 'is missing or cut off; upload what it held again', error) : error;
  }

  #path(name: string): string {
    return path.join(this.#folder, name.slice(0, 2), name);
  }

  #temporary(name = ''): string {
    return path.join(this.#folder, 'temporary', name);
  }
}

class CutOff extends Error {}

/** The last few megabytes that were written or read, the longest unused going first. */
class Recent {
  readonly #blobs = new Map<string, Uint8Array>();
  #size = 0;

  get(name: string): Uint8Array | undefined {
    return this.#blobs.get(name);
  }

  set(name: string, bytes: Uint8Array): void {
    this.delete(name);
    this.#blobs.set(name, bytes);
    this.#size += bytes.length;
    for (const oldest of this.#blobs.keys()) {
      if (this.#size <= recentBytes) break;
      this.delete(oldest);
    }
  }

  delete(name: string): void {
    this.#size -= this.#blobs.get(name)?.length ?? 0;
    this.#blobs.delete(name);
  }
}

function check(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new CutOff();
  return bytes;
}
