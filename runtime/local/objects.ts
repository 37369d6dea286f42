/**
 * The `Objects` port on a folder. Bytes are stored under the hash of their content, and an index in SQLite
 * has the versions of every key. A key is a string in that index and never part of a path.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectInfo, Objects, ObjectVersion, StoredObject } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import { Blobs, blobSchema, blobUpgrade } from './blobs.ts';
import { GroupCommit } from './groupCommit.ts';
import { decodeCursor, encodeCursor, limit, type Row, Store, type StoreOptions } from './store.ts';
import { callsPerTurn, takeTurn } from './turns.ts';
import { checkKey, defaultPageItems, infoOf, numberOf, pageOf, prefixClause, spanOf } from './versionRows.ts';

// A row without a blob is a delete marker. AUTOINCREMENT never reuses the number of a removed version.
const schema = `
  CREATE TABLE versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, latest INTEGER NOT NULL,
    size INTEGER NOT NULL, modified INTEGER NOT NULL, blob TEXT, contentType TEXT, metadata TEXT
  );
  CREATE INDEX ofKey ON versions (key, seq DESC);
  CREATE UNIQUE INDEX latestOfKey ON versions (key) WHERE latest = 1;
  CREATE INDEX ofBlob ON versions (blob) WHERE blob IS NOT NULL;
  ${blobSchema}`;

/** A put counts as this many calls (turns.ts): it hashes its bytes and writes three rows. */
const putWeight = 2;
/** A page may have a thousand rows, so that nothing else has the same turn. */
const listWeight = callsPerTurn;

export interface FolderObjectsOptions extends Pick<StoreOptions, 'beforeUpgrade'> {
  folder: string;
  /** The file of the index; by default in the folder. */
  database?: string;
  clock: Clock;
  /**
   * An object whose file is lost does not exist, because it can be made again. By default it exists, and
   * reading it fails: in the inbox, an absent object would count as deleted by its owner.
   */
  lostIsAbsent?: boolean;
  /** How many items a page of a listing has at most; by default as many as S3's. */
  pageItems?: number;
}

export class FolderObjects implements Objects {
  readonly #store: Store;
  readonly #writes: GroupCommit;
  readonly #blobs: Blobs;
  readonly #clock: Clock;
  readonly #lostIsAbsent: boolean;
  readonly #pageItems: number;

  /** @throws BrokenStore */
  constructor({
    folder,
    database = path.join(folder, 'versions.sqlite'),
    clock,
    lostIsAbsent = false,
    pageItems = defaultPageItems,
    beforeUpgrade,
  }: FolderObjectsOptions) {
    this.#pageItems = pageItems;
    this.#lostIsAbsent = lostIsAbsent;
    this.#store = new Store(database, schema, { version: 2, upgrades: { 1: blobUpgrade }, beforeUpgrade });
    this.#writes = new GroupCommit(this.#store);
    this.#blobs = new Blobs(path.join(folder, 'blobs'), this.#store);
    this.#clock = clock;
  }

  /** A random name of this bucket, which a folder that replaces a lost one does not have. */
  get id(): string {
    this.#store.run('CREATE TABLE IF NOT EXISTS bucket (one INTEGER PRIMARY KEY, id TEXT NOT NULL)');
    this.#store.run('INSERT OR IGNORE INTO bucket VALUES (1, ?)', randomBytes(16).toString('hex'));
    return String(this.#store.get('SELECT id FROM bucket')?.id);
  }

  async get(
    key: string,
    options: { version?: string; range?: { start: number; end: number } } = {},
  ): Promise<StoredObject | undefined> {
    await takeTurn();
    const row = this.#find(key, options.version);
    if (row === undefined) return undefined;
    const [blob, size] = [String(row.blob), Number(row.size)];
    const span = spanOf(size, options.range);
    return {
      ...infoOf(row),
      bytes: () => this.#blobs.read(blob, span, size),
      stream: () => this.#blobs.stream(blob, span, size),
    };
  }

  async head(key: string, version?: string): Promise<ObjectInfo | undefined> {
    await takeTurn();
    const row = this.#find(key, version);
    return row === undefined ? undefined : infoOf(row);
  }

  async put(
    key: string,
    body: Uint8Array | string,
    options: { contentType?: string; metadata?: Record<string, string> } = {},
  ): Promise<ObjectInfo> {
    checkKey(key);
    // A copy, because the caller may change its buffer during the write.
    const bytes = typeof body === 'string' ? Buffer.from(body) : Uint8Array.from(body);
    await takeTurn(putWeight);
    const blob = await Blobs.nameOf(bytes);
    await this.#blobs.write(blob, bytes);
    const given = Object.entries(options.metadata ?? {});
    const metadata = given.map(([name, value]) => [name.toLowerCase(), value]);
    return this.#writes.add(() => {
      // The last version with these bytes may have been removed in the meantime, and they with it.
      this.#blobs.writeNow(blob, bytes);
      return infoOf(
        this.#add(
          key,
          blob,
          bytes.length,
          options.contentType ?? null,
          JSON.stringify(Object.fromEntries(metadata)),
        ),
      );
    });
  }

  async delete(key: string, version?: string): Promise<void> {
    checkKey(key);
    await takeTurn(putWeight);
    if (version === undefined) {
      this.#store.transaction(() => this.#add(key, null, 0, null, null));
      return;
    }
    const blob = this.#store.transaction(() => this.#remove(key, version));
    if (blob === undefined) return;
    // A second transaction: a crash in between leaves unused bytes, never a version without bytes.
    this.#store.transaction(() => {
      if (this.#store.get('SELECT 1 FROM versions WHERE blob = ? LIMIT 1', blob) === undefined)
        this.#blobs.remove(blob);
    });
  }

  async list(
    prefix: string,
    cursor?: string,
  ): Promise<Page<Omit<ObjectInfo, 'metadata' | 'contentType' | 'version'>>> {
    await takeTurn(listWeight);
    const [hasPrefix, values] = prefixClause(prefix);
    const after = cursor === undefined ? [] : decodeCursor(cursor, 'string');
    const rows = this.#store.all(
      `SELECT * FROM versions WHERE latest = 1 AND blob IS NOT NULL AND ${hasPrefix}${after.length > 0 ? ' AND key > ?' : ''} ORDER BY key ${limit}`,
      ...values,
      ...after,
      this.#pageItems + 1,
    );
    const { items, ...rest } = pageOf(
      rows,
      ({ key, size, modified, etag }, row) => (this.#isLost(row) ? [] : [{ key, size, modified, etag }]),
      (row) => encodeCursor(String(row.key)),
      this.#pageItems,
    );
    return { items: items.flat(), ...rest };
  }

  async listVersions(prefix: string, cursor?: string): Promise<Page<ObjectVersion>> {
    await takeTurn(listWeight);
    const [hasPrefix, values] = prefixClause(prefix);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, 'string', 'number');
    const rows = this.#store.all(
      `SELECT * FROM versions WHERE ${hasPrefix}${after === undefined ? '' : ' AND key >= ? AND (key > ? OR seq < ?)'} ORDER BY key, seq DESC ${limit}`,
      ...values,
      ...(after === undefined ? [] : [after[0], after[0], after[1]]),
      this.#pageItems + 1,
    );
    return pageOf(
      rows,
      ({ key, version, size, modified, etag }, row) => ({
        key,
        version,
        size,
        modified,
        etag,
        // A `get` answers nothing if the content is lost.
        latest: row.latest === 1 && (row.blob === null || !this.#isLost(row)),
        deleted: row.blob === null,
      }),
      (row) => encodeCursor(String(row.key), Number(row.seq)),
      this.#pageItems,
    );
  }

  /** See `Store.compact`. */
  compact = (): boolean => this.#store.compact();

  releaseMemory(): void {
    this.#blobs.releaseMemory();
    this.#store.releaseMemory();
  }

  close(): void {
    this.#writes.commit();
    this.#store.close();
  }

  #find(key: string, version: string | undefined): Row | undefined {
    const row =
      version === undefined
        ? this.#store.get('SELECT * FROM versions WHERE key = ? AND latest = 1', key)
        : this.#store.get('SELECT * FROM versions WHERE key = ? AND seq = ?', key, numberOf(version));
    return row === undefined || row.blob === null || this.#isLost(row) ? undefined : row;
  }

  #isLost({ blob, size }: Row): boolean {
    return this.#lostIsAbsent && !this.#blobs.has(String(blob), Number(size));
  }

  #add(
    key: string,
    blob: string | null,
    size: number,
    contentType: string | null,
    metadata: string | null,
  ): Row {
    const modified = this.#clock();
    this.#store.run('UPDATE versions SET latest = 0 WHERE key = ? AND latest = 1', key);
    const sql =
      'INSERT INTO versions (key, latest, size, modified, blob, contentType, metadata) VALUES (?, 1, ?, ?, ?, ?, ?)';
    const seq = this.#store.run(sql, key, size, modified, blob, contentType, metadata).last;
    return { seq, key, latest: 1, size, modified, blob, contentType, metadata };
  }

  /** @returns the blob of the removed version, if it had one */
  #remove(key: string, version: string): string | undefined {
    const row = this.#store.get(
      'SELECT seq, blob, latest FROM versions WHERE key = ? AND seq = ?',
      key,
      numberOf(version),
    );
    if (row === undefined) return undefined;
    this.#store.run('DELETE FROM versions WHERE seq = ?', numberOf(version));
    if (row.latest === 1) {
      this.#store.run(
        'UPDATE versions SET latest = 1 WHERE seq = (SELECT max(seq) FROM versions WHERE key = ?)',
        key,
      );
    }
    return row.blob === null ? undefined : String(row.blob);
  }
}
