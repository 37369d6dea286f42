/**
 * Bytes under the hash of their content: written once, never changed, so readers need no lock. Small ones lie in the bucket's database,
 * where a write costs a tenth of what a file of its own does; the others are files in a folder.
 */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BrokenStore, type Store } from './store.ts';

/** A part of a blob: its first byte and the number of bytes. */
export interface Part {
  start: number;
  length: number;
}

const smallBytes = 64 * 1024;

export const blobSchema = 'CREATE TABLE small (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID';

/** Nobody takes an hour to write a file. */
const abandonedMilliseconds = 3_600_000;

export class Blobs {
  readonly #folder: string;
  readonly #store: Store;
  #written = 0;

  /** @param store has the table of `blobSchema` */
  constructor(folder: string, store: Store) {
    this.#folder = folder;
    this.#store = store;
    for (let i = 0; i < 256; i++)
      mkdirSync(path.join(folder, i.toString(16).padStart(2, '0')), { recursive: true });
    mkdirSync(this.#temporary(), { recursive: true });
    this.#tidy();
  }

  /** The content's name: the SHA-256 of its bytes, in hex. */
  static nameOf(bytes: Uint8Array): string {
    return createHash('sha256').update(bytes).digest('hex');
  }

  /** Whole, and of that size: a power cut can leave a file empty. */
  has(name: string, size: number): boolean {
    if (size <= smallBytes) return this.#store.get('SELECT 1 FROM small WHERE hash = ?', name) !== undefined;
    return statSync(this.#path(name), { throwIfNoEntry: false })?.size === size;
  }

  /**
   * Writes large bytes under their name, by way of a temporary file: nobody ever sees half of them. Small ones wait for `writeNow`, in
   * the transaction that names them.
   */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length <= smallBytes) return;
    const temporary = this.#temporary(`${process.pid}-${this.#written++}`);
    await writeFile(temporary, bytes);
    await rename(temporary, this.#path(name));
  }

  writeNow(name: string, bytes: Uint8Array): void {
    if (bytes.length <= smallBytes) {
      this.#store.run('INSERT OR IGNORE INTO small (hash, bytes) VALUES (?, ?)', name, bytes);
      return;
    }
    const temporary = this.#temporary(`${process.pid}-${this.#written++}`);
    writeFileSync(temporary, bytes);
    renameSync(temporary, this.#path(name));
  }

  /** @throws BrokenStore where the file is not there, or is cut off */
  async read(name: string, { start, length }: Part, size: number): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array();
    try {
      if (size <= smallBytes) return this.#small(name).slice(start, start + length);
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
  async *stream(name: string, part: Part, size: number): AsyncGenerator<Uint8Array, void, unknown> {
    const { start, length } = part;
    if (length === 0) return;
    if (size <= smallBytes) {
      yield await this.read(name, part, size);
      return;
    }
    let read = 0;
    try {
      for await (const chunk of createReadStream(this.#path(name), {
        start,
        end: start + length - 1,
      }) as AsyncIterable<Uint8Array>) {
        read += chunk.length;
        yield chunk;
      }
      if (read !== length) throw new CutOff();
    } catch (error) {
      throw this.#broken(name, error);
    }
  }

  remove(name: string): void {
    this.#store.run('DELETE FROM small WHERE hash = ?', name);
    rmSync(this.#path(name), { force: true });
  }

  /** Removes what a killed process left half written; what is recent may be another process's work. */
  #tidy(): void {
    for (const name of readdirSync(this.#temporary())) {
      const found = statSync(this.#temporary(name), { throwIfNoEntry: false });
      if (found !== undefined && found.mtimeMs < Date.now() - abandonedMilliseconds)
        rmSync(this.#temporary(name), { force: true });
    }
  }

  #small(name: string): Uint8Array {
    const row = this.#store.get('SELECT bytes FROM small WHERE hash = ?', name);
    if (row === undefined) throw new CutOff();
    return row.bytes as unknown as Uint8Array;
  }

  #broken(name: string, error: unknown): unknown {
    const missing = error instanceof CutOff || (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing
      ? new BrokenStore(this.#path(name), 'is missing or cut off; upload what it held again', error)
      : error;
  }

  #path(name: string): string {
    return path.join(this.#folder, name.slice(0, 2), name);
  }

  #temporary(name = ''): string {
    return path.join(this.#folder, 'temporary', name);
  }
}

class CutOff extends Error {}

function check(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new CutOff();
  return bytes;
}
