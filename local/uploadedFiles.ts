/** What the uploaders put into the bucket, by the path of the file: remembered, so that a restart notices what changed meanwhile. */
import { hash } from '../core/hash.ts';
import { Store } from '../runtime/local/store.ts';

/** The uploaders, and what each puts before its keys. */
export const uploaderPrefixes = { inbox: '', seeds: 'seeds/' } as const;
export type UploaderName = keyof typeof uploaderPrefixes;

/** S3's limit on keys, in bytes of UTF-8. */
const longestKey = 1024;

/** The key of a file. A path that is too long for one is cut, and told apart by a hash of the whole. */
export function keyOf(prefix: string, relative: string): string {
  const key = prefix + relative;
  if (Buffer.byteLength(key) <= longestKey) return key;
  const mark = `~${hash(key)}`;
  const cut = Buffer.from(key)
    .subarray(0, longestKey - mark.length)
    .toString();
  return `${cut.replace(/\uFFFD+$/, '')}${mark}`;
}

const schema =
  'CREATE TABLE IF NOT EXISTS uploaded (uploader TEXT, path TEXT, print TEXT, PRIMARY KEY (uploader, path)) WITHOUT ROWID';

/** The print that each file had when it was uploaded. */
export class UploadedFiles {
  readonly #store: Store;

  /** @throws BrokenStore */
  constructor(file: string) {
    this.#store = new Store(file, schema);
  }

  paths(uploader: UploaderName): string[] {
    return this.#store
      .all('SELECT path FROM uploaded WHERE uploader = ?', uploader)
      .map(({ path }) => String(path));
  }

  print(uploader: UploaderName, relative: string): string | undefined {
    const row = this.#store.get(
      'SELECT print FROM uploaded WHERE uploader = ? AND path = ?',
      uploader,
      relative,
    );
    return row && String(row.print);
  }

  remember(uploader: UploaderName, relative: string, print: string): void {
    this.#store.run('INSERT OR REPLACE INTO uploaded VALUES (?, ?, ?)', uploader, relative, print);
  }

  forget(uploader: UploaderName, relative: string): void {
    this.#store.run('DELETE FROM uploaded WHERE uploader = ? AND path = ?', uploader, relative);
  }

  /** The file that is under this key in the bucket, as far as is known here: it still lies in its folder, or did when Dateline last ran. */
  fileOf(key: string): { uploader: UploaderName; path: string } | undefined {
    for (const [uploader, prefix] of Object.entries(uploaderPrefixes) as [UploaderName, string][]) {
      const path = this.paths(uploader).find((each) => keyOf(prefix, each) === key);
      if (path !== undefined) return { uploader, path };
    }
    return undefined;
  }

  /** As `Store.compact`. */
  compact(): boolean {
    return this.#store.compact();
  }

  close(): void {
    this.#store.close();
  }
}
