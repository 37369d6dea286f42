/**
 * Bytes under the hash of their content: written once and never changed, so readers need no lock. Small blobs
 * are rows of the bucket's database, where a write costs a tenth of a file, and compressed: an annotation to
 * a quarter. Large ones are files in a folder.
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
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { giveWay } from '../../core/giveWay.ts';
import { BrokenStore, type Store } from './store.ts';

/** A range of bytes in a blob. */
export interface ByteSpan {
  start: number;
  length: number;
}

const smallBytes = 64 * 1024;
/** Bytes hashed at a time, which takes some ten milliseconds. Other work runs in between. */
const hashedTogether = 4 * 1024 * 1024;

/** Fewer bytes than this are not compressed: it would save nothing. */
const leastPacked = 256;
/** The level is the fastest; the next ones save a hundredth. */
const packing = { [constants.ZSTD_c_compressionLevel]: 1 };
/** Node takes 16 KB for each result, unless it is told how much there will be. */
const resultOf = (size: number) => ({ chunkSize: Math.max(64, size) });

/**
 * With row ids, because SQLite moves a row of more than a kilobyte of a table without them to pages of its
 * own, half of which stay empty.
 */
export const blobSchema = `
  CREATE TABLE small (
    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, packed INTEGER NOT NULL, bytes BLOB NOT NULL
  )`;

/** Makes `blobSchema` of its first version. */
export const blobUpgrade = `
  ALTER TABLE small RENAME TO earlier;
  ${blobSchema};
  INSERT INTO small (hash, packed, bytes) SELECT unhex(hash), 0, bytes FROM earlier;
  DROP TABLE earlier`;

/** Bytes of small blobs that stay in memory: of the last few hundred texts, which the next stage reads. */
const mostRecent = 2 * 1024 * 1024;

/** No process takes an hour to write a file. */
const abandonedMilliseconds = 3_600_000;

/** Blobs in a database and a folder; those used last are kept in memory up to a number of bytes. */
export class Blobs {
  readonly #folder: string;
  readonly #store: Store;
  /** Small blobs by name, those that were written or read last at the end. */
  readonly #recent = new Map<string, Uint8Array>();
  #recentBytes = 0;
  #written = 0;

  /** @param store has the table of `blobSchema` */
  constructor(folder: string, store: Store) {
    this.#folder = folder;
    this.#store = store;
    mkdirSync(this.#temporary(), { recursive: true });
    this.#removeAbandoned();
  }

  /** The SHA-256 of the bytes, in hexadecimal. */
  static async nameOf(bytes: Uint8Array): Promise<string> {
    const hash = createHash('sha256');
    for (let start = 0; start < bytes.length; start += hashedTogether) {
      if (start > 0) await giveWay();
      hash.update(bytes.subarray(start, start + hashedTogether));
    }
    return hash.digest('hex');
  }

  /** Whether the blob is there in full: a power cut can leave a file empty. */
  has(name: string, size: number): boolean {
    if (size <= smallBytes)
      return this.#store.get('SELECT 1 FROM small WHERE hash = ?', hashOf(name)) !== undefined;
    return statSync(this.#path(name), { throwIfNoEntry: false })?.size === size;
  }

  /**
   * Writes a large blob through a temporary file, so that no reader sees half of it. A small one is left to
   * `writeNow`, in the transaction that refers to it.
   */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length <= smallBytes || this.has(name, bytes.length)) return;
    const temporary = this.#temporary(`${process.pid}-${this.#written++}`);
    await writeFile(temporary, bytes);
    await rename(temporary, this.#madePath(name));
  }

  /** Writes a blob that is not there. */
  writeNow(name: string, bytes: Uint8Array): void {
    if (this.has(name, bytes.length)) return;
    if (bytes.length <= smallBytes) {
      const isPacked = bytes.length >= leastPacked;
      const sql = 'INSERT INTO small (hash, packed, bytes) VALUES (?, ?, ?)';
      this.#store.run(sql, hashOf(name), Number(isPacked), isPacked ? pack(bytes) : bytes);
      this.#remember(name, bytes);
      return;
    }
    const temporary = this.#temporary(`${process.pid}-${this.#written++}`);
    writeFileSync(temporary, bytes);
    renameSync(temporary, this.#madePath(name));
  }

  /** @throws BrokenStore if the blob is missing or truncated */
  async read(name: string, { start, length }: ByteSpan, size: number): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array();
    try {
      if (size <= smallBytes)
        return new Uint8Array(this.#readSmall(name, size).subarray(start, start + length));
      if (length === size) return checkLength(await readFile(this.#path(name)), length);
      await using file = await open(this.#path(name));
      const buffer = new Uint8Array(length);
      const { bytesRead } = await file.read(buffer, 0, length, start);
      return checkLength(buffer.subarray(0, bytesRead), length);
    } catch (error) {
      throw this.#broken(name, error);
    }
  }

  /** @throws BrokenStore if the blob is missing or truncated */
  async *stream(name: string, part: ByteSpan, size: number): AsyncGenerator<Uint8Array, void, unknown> {
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
      if (read !== length) throw new TruncatedBlob();
    } catch (error) {
      throw this.#broken(name, error);
    }
  }

  remove(name: string): void {
    this.#forget(name);
    this.#store.run('DELETE FROM small WHERE hash = ?', hashOf(name));
    rmSync(this.#path(name), { force: true });
  }

  /** Removes temporary files of killed processes. A recent one may belong to another running process. */
  #removeAbandoned(): void {
    for (const name of readdirSync(this.#temporary())) {
      const found = statSync(this.#temporary(name), { throwIfNoEntry: false });
      if (found !== undefined && found.mtimeMs < Date.now() - abandonedMilliseconds)
        rmSync(this.#temporary(name), { force: true });
    }
  }

  releaseMemory(): void {
    this.#recent.clear();
    this.#recentBytes = 0;
  }

  /** Remembered, so a caller gets a copy. */
  #readSmall(name: string, size: number): Uint8Array {
    const bytes = this.#recent.get(name) ?? this.#unpack(name, size);
    this.#remember(name, bytes);
    return bytes;
  }

  #remember(name: string, bytes: Uint8Array): void {
    this.#forget(name);
    this.#recent.set(name, bytes);
    this.#recentBytes += bytes.length;
    for (const oldest of this.#recent.keys()) {
      if (this.#recentBytes <= mostRecent) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#recentBytes -= this.#recent.get(name)?.length ?? 0;
    this.#recent.delete(name);
  }

  #unpack(name: string, size: number): Uint8Array {
    const row = this.#store.get('SELECT packed, bytes FROM small WHERE hash = ?', hashOf(name));
    if (row === undefined) throw new TruncatedBlob();
    const bytes = row.bytes as unknown as Uint8Array;
    return row.packed === 1 ? zstdDecompressSync(bytes, resultOf(size)) : bytes;
  }

  #broken(name: string, error: unknown): unknown {
    const missing = error instanceof TruncatedBlob || (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing
      ? new BrokenStore(this.#path(name), 'is missing or truncated; upload its content again', error)
      : error;
  }

  #path(name: string): string {
    return path.join(this.#folder, name.slice(0, 2), name);
  }

  /** The same, in a folder that exists. */
  #madePath(name: string): string {
    const file = this.#path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  }

  #temporary(name = ''): string {
    return path.join(this.#folder, 'temporary', name);
  }
}

class TruncatedBlob extends Error {}

const pack = (bytes: Uint8Array): Uint8Array =>
  zstdCompressSync(bytes, { ...resultOf(bytes.length), pledgedSrcSize: bytes.length, params: packing });

/** In the table a hash takes half of the room of its name. */
const hashOf = (name: string): Uint8Array => Buffer.from(name, 'hex');

function checkLength(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new TruncatedBlob();
  return bytes;
}
