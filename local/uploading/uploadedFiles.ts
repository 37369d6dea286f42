/**
 * Remembers which files the uploaders put into the bucket, so that a restart notices what changed in between.
 */

import { hash } from '../../core/hash.ts';
import type { Objects } from '../../core/ports/objects.ts';
import { Blobs } from '../../runtime/local/blobs.ts';
import { GroupCommit } from '../../runtime/local/groupCommit.ts';
import { Store } from '../../runtime/local/store.ts';
import { maxObjectKeyBytes } from '../../runtime/local/versionRows.ts';

/** The uploaders, and the prefix of each one's object keys. */
export const uploaderPrefixes = { inbox: '', seeds: 'seeds/' } as const;
export type UploaderName = keyof typeof uploaderPrefixes;

/**
 * The object key of a file. A path that is too long for a key is cut and ends in `~` and a hash of the whole.
 */
export function uploadKey(prefix: string, relative: string): string {
  const key = prefix + relative;
  if (Buffer.byteLength(key) <= maxObjectKeyBytes) return key;
  const suffix = `~${hash(key)}`;
  const cut = Buffer.from(key)
    .subarray(0, maxObjectKeyBytes - suffix.length)
    .toString();
  return `${cut.replace(/\uFFFD+$/, '')}${suffix}`;
}

/** Differs if content, times or metadata of an upload differ, but not with rights, links and disks. */
export async function uploadDigest(
  written: string,
  bytes: Uint8Array,
  metadata: Record<string, string>,
): Promise<string> {
  return hash(written, await Blobs.nameOf(bytes), JSON.stringify(metadata));
}

const schema =
  'CREATE TABLE IF NOT EXISTS uploaded (uploader TEXT, path TEXT, print TEXT, ' +
  'PRIMARY KEY (uploader, path)) WITHOUT ROWID';

/** The bucket that each uploader filled, and of each file a digest of what was uploaded. */
const additions = [
  'CREATE TABLE IF NOT EXISTS filled (uploader TEXT PRIMARY KEY, bucket TEXT NOT NULL)',
  'CREATE TABLE IF NOT EXISTS ended (uploader TEXT PRIMARY KEY)',
  'CREATE TABLE IF NOT EXISTS content (uploader TEXT, path TEXT, digest TEXT, ' +
    'PRIMARY KEY (uploader, path)) WITHOUT ROWID',
];

/** The fingerprint that each file had when it was uploaded. */
export class UploadedFiles {
  readonly #store: Store;
  readonly #writes: GroupCommit;

  /** @throws BrokenStore */
  constructor(file: string) {
    this.#store = new Store(file, schema);
    this.#writes = new GroupCommit(this.#store);
    for (const addition of additions) this.#store.run(addition);
  }

  paths(uploader: UploaderName): string[] {
    return this.#store
      .all('SELECT path FROM uploaded WHERE uploader = ?', uploader)
      .map(({ path }) => String(path));
  }

  fingerprint(uploader: UploaderName, relative: string): string | undefined {
    const row = this.#store.get(
      'SELECT print FROM uploaded WHERE uploader = ? AND path = ?',
      uploader,
      relative,
    );
    return row && String(row.print);
  }

  /** A digest of what was uploaded of a file; `undefined` if it is unknown. */
  digest(uploader: UploaderName, relative: string): string | undefined {
    const sql = 'SELECT digest FROM content WHERE uploader = ? AND path = ?';
    const row = this.#store.get(sql, uploader, relative);
    return row && String(row.digest);
  }

  /** Resolves once it is remembered for good. */
  remember(uploader: UploaderName, relative: string, fingerprint: string, digest?: string): Promise<void> {
    return this.#writes.add(() => {
      this.#store.run('INSERT OR REPLACE INTO uploaded VALUES (?, ?, ?)', uploader, relative, fingerprint);
      if (digest !== undefined)
        this.#store.run('INSERT OR REPLACE INTO content VALUES (?, ?, ?)', uploader, relative, digest);
    });
  }

  /** Records which bucket the uploader fills, and forgets what it uploaded to another one. */
  async bindTo(uploader: UploaderName, bucket: Objects, id: string): Promise<void> {
    const row = this.#store.get('SELECT bucket FROM filled WHERE uploader = ?', uploader);
    if (row?.bucket === id) return;
    // What was uploaded before buckets had ids is in this one, unless it is empty.
    const isOther =
      row !== undefined || (await bucket.listVersions(uploaderPrefixes[uploader])).items.length === 0;
    if (isOther) this.#forgetAll(uploader);
    this.#store.run('INSERT OR REPLACE INTO filled VALUES (?, ?)', uploader, id);
  }

  /** Records that the uploader has nothing to do in this home any more. */
  end(uploader: UploaderName): void {
    this.#store.run('INSERT OR REPLACE INTO ended VALUES (?)', uploader);
  }

  hasEnded(uploader: UploaderName): boolean {
    return this.#store.get('SELECT uploader FROM ended WHERE uploader = ?', uploader) !== undefined;
  }

  #forgetAll(uploader: UploaderName): void {
    for (const table of ['uploaded', 'content'])
      this.#store.run(`DELETE FROM ${table} WHERE uploader = ?`, uploader);
  }

  forget(uploader: UploaderName, relative: string): void {
    for (const table of ['uploaded', 'content'])
      this.#store.run(`DELETE FROM ${table} WHERE uploader = ? AND path = ?`, uploader, relative);
  }

  /** The file that was uploaded under this key, if it was in its folder when an uploader last ran. */
  fileOf(key: string): { uploader: UploaderName; path: string } | undefined {
    for (const [uploader, prefix] of Object.entries(uploaderPrefixes) as [UploaderName, string][]) {
      const path = this.paths(uploader).find((each) => uploadKey(prefix, each) === key);
      if (path !== undefined) return { uploader, path };
    }
    return undefined;
  }

  /** See `Store.compact`. */
  compact(): boolean {
    return this.#store.compact();
  }

  close(): void {
    this.#writes.commit();
    this.#store.close();
  }
}
