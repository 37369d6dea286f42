/**
 * Keeps small payloads and annotations as rows of the table instead of objects of the archive bucket. On AWS
 * a PUT costs as much as eight write units, so a compressed kilobyte or two is cheaper in the table, and read
 * in a quarter of the time (docs/adr/0028-small-objects-in-the-table.md). For
 * its users the archive stays one bucket, with the same names, lists and ages. Only this file knows where an
 * object is.
 *
 * A payload or annotation that is too large for a row has a row as well, which names its version in the
 * bucket. So the table alone answers whether one exists.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { hash } from '../../core/hash.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectInfo, Objects, ObjectVersion, PutInfo, StoredObject } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import type { Item, Key, Table } from '../../core/ports/table.ts';
import { annotationPrefix, payloadPrefix } from '../../core/records/archive.ts';
import { keys, smallObjectPartitions, smallObjectPrefix } from '../../core/records/keys.ts';

/** The prefixes whose objects never change: their names follow from what is in them. */
const prefixes = [payloadPrefix, annotationPrefix];

/**
 * At most this many bytes make a row, which then costs at most four write units, half of a PUT. Rows of up
 * to seven units would still be written for less than a PUT, but a kilobyte costs eleven times as much to
 * store in the table as in the bucket.
 */
const mostRowBytes = 4 * 1024;

/** Text of this length never compresses to a row; trying would cost time. */
const mostCompressed = 64 * 1024;

/** Higher qualities save a tenth and take twenty times as long. */
const quality = 5;

/** A window of 64 KB, as long as the longest text. Brotli's usual one of 4 MB takes most of the time. */
const windowBits = 16;

/** How a cursor begins, in a list of the bucket's objects and in one of the rows. */
const inBucket = 'b';
const inRows = 'r';

/** Not stored with every row. */
const usualType = 'application/json';

type PutOptions = { contentType?: string; metadata?: Record<string, string> };

export class SmallObjects implements Objects {
  readonly #bucket: Objects;
  readonly #table: Table;
  readonly #clock: Clock;

  /** @param bucket where everything else is */
  constructor(bucket: Objects, table: Table, clock: Clock) {
    this.#bucket = bucket;
    this.#table = table;
    this.#clock = clock;
  }

  async get(
    key: string,
    options: { version?: string; range?: { start: number; end: number } } = {},
  ): Promise<StoredObject | undefined> {
    if (!isKept(key)) return this.#bucket.get(key, options);
    const row = await this.#row(key);
    if (row === undefined) return undefined;
    if (isInBucket(row)) return this.#bucket.get(key, options);
    if (options.version !== undefined && options.version !== infoOf(row).version) return undefined;
    const whole = bytesOf(row);
    const bytes = options.range ? whole.slice(options.range.start, options.range.end + 1) : whole;
    return {
      ...infoOf(row),
      bytes: async () => bytes,
      async *stream() {
        yield bytes;
      },
    };
  }

  async head(key: string, version?: string): Promise<ObjectInfo | undefined> {
    if (!isKept(key)) return this.#bucket.head(key, version);
    const row = await this.#row(key);
    if (row === undefined) return undefined;
    if (isInBucket(row)) return this.#bucket.head(key, version);
    return version === undefined || version === infoOf(row).version ? infoOf(row) : undefined;
  }

  async put(key: string, body: Uint8Array | string, options: PutOptions = {}): Promise<PutInfo> {
    if (!isKept(key)) return this.#bucket.put(key, body, options);
    const content = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const row = this.#rowOf(key, content, options);
    if (row !== undefined) {
      await this.#table.put(row);
      const { modified: _, ...info } = infoOf(row);
      return info;
    }
    const info = await this.#bucket.put(key, content, options);
    await this.#table.put({ ...keys.smallObject(key), inBucket: info.version });
    return info;
  }

  /** A row has no delete marker: it goes for good. */
  async delete(key: string, version?: string): Promise<void> {
    const row = isKept(key) ? await this.#row(key) : undefined;
    const known = row && (isInBucket(row) ? row.inBucket : infoOf(row).version);
    // The row goes first: what it names exists as long as it does.
    if (row !== undefined && (version === undefined || version === known))
      await this.#table.delete(
        keys.smallObject(key),
        isInBucket(row)
          ? { attribute: 'inBucket', equals: String(known) }
          : { attribute: 'modified', equals: Number(known) },
      );
    if (row === undefined || isInBucket(row) || version !== known) await this.#bucket.delete(key, version);
  }

  /** First the objects of the bucket, then the rows, each in the order of their keys. */
  async list(prefix: string, cursor?: string): ReturnType<Objects['list']> {
    return this.#pages(
      prefix,
      cursor,
      (after) => this.#bucket.list(prefix, after),
      (row) => {
        const { key, size, modified, etag } = infoOf(row);
        return { key, size, modified, etag };
      },
    );
  }

  /** In the same order as `list`. */
  async listVersions(prefix: string, cursor?: string): Promise<Page<ObjectVersion>> {
    return this.#pages(
      prefix,
      cursor,
      (after) => this.#bucket.listVersions(prefix, after),
      (row) => {
        const { key, version, size, modified, etag } = infoOf(row);
        return { key, version, size, modified, etag, latest: true, deleted: false };
      },
    );
  }

  async #pages<T>(
    prefix: string,
    cursor: string | undefined,
    bucketPage: (cursor: string | undefined) => Promise<Page<T>>,
    read: (row: Item) => T,
  ): Promise<Page<T>> {
    const rows = (position: [number, string?]) => this.#rowPage(prefix, position, read);
    if (cursor?.startsWith(inRows)) return rows(JSON.parse(cursor.slice(1)));
    const page = await bucketPage(cursor?.slice(1));
    if (page.next !== undefined) return { items: page.items, next: inBucket + page.next };
    const more = await rows([0]);
    return { ...more, items: [...page.items, ...more.items] };
  }

  /** @param position a partition, and a cursor in it */
  async #rowPage<T>(
    prefix: string,
    [index, after]: [number, string?],
    read: (row: Item) => T,
  ): Promise<Page<T>> {
    const partitions = partitionsOf(prefix);
    const pk = partitions[index];
    if (pk === undefined) return { items: [] };
    const cursor = after === undefined ? {} : { cursor: after };
    const page = await this.#table.query({ pk, prefix, consistent: true, ...cursor });
    const items = page.items.filter((row) => !isInBucket(row)).map(read);
    if (page.next !== undefined) return { items, next: inRows + JSON.stringify([index, page.next]) };
    return index + 1 < partitions.length ? { items, next: inRows + JSON.stringify([index + 1]) } : { items };
  }

  #row(key: string): Promise<Item | undefined> {
    return this.#table.get(keys.smallObject(key), { consistent: true });
  }

  /** @returns `undefined` if the object is not small */
  #rowOf(key: string, content: Uint8Array, { contentType, metadata }: PutOptions): Item | undefined {
    if (content.byteLength > mostCompressed) return undefined;
    const bytes = brotliCompressSync(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_LGWIN]: windowBits,
      },
    });
    const etag = hash(content).slice(0, 12);
    const row = { ...keys.smallObject(key), modified: this.#clock(), size: content.byteLength, etag, bytes };
    const said = {
      ...(contentType !== usualType && { contentType: contentType ?? '' }),
      ...(metadata && { metadata }),
    };
    return bytes.byteLength + sizeBesides(row, said) > mostRowBytes ? undefined : { ...row, ...said };
  }
}

/** The partitions with keys that begin with a prefix, in the order of the keys. */
function partitionsOf(prefix: string): string[] {
  return smallObjectPartitions(prefixes).filter((pk) => {
    const begin = pk.slice(smallObjectPrefix.length);
    return begin.startsWith(prefix) || prefix.startsWith(begin);
  });
}

function isKept(key: string): boolean {
  return prefixes.some((prefix) => key.startsWith(prefix));
}

/** Whether the row only says which version in the bucket has the content. */
const isInBucket = (row: Item): boolean => row.inBucket !== undefined;

/** About as many bytes as DynamoDB counts for everything but the content. */
function sizeBesides({ pk, sk }: Key, said: object): number {
  return Buffer.byteLength(pk) + Buffer.byteLength(sk) + 80 + Buffer.byteLength(JSON.stringify(said));
}

function bytesOf(row: Item): Uint8Array {
  return brotliDecompressSync(row.bytes as Uint8Array, { maxOutputLength: mostCompressed });
}

/**
 * The version is the time of the put: a sweep that listed the object a day ago does not remove one that was
 * put since.
 */
function infoOf({ sk, size, modified, etag, contentType = usualType, metadata }: Item): ObjectInfo {
  return {
    key: sk,
    version: String(modified),
    size: Number(size),
    modified: Number(modified),
    etag: String(etag),
    ...(contentType !== '' && { contentType: String(contentType) }),
    metadata: (metadata ?? {}) as Record<string, string>,
  };
}
