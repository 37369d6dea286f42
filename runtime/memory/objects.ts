/** A versioned bucket in memory. It passes the same contract suite as the adapter of S3. */
import { hash } from '../../core/hash.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ObjectInfo, Objects, ObjectVersion, StoredObject } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import { compareBytes } from './table.ts';

interface StoredVersion extends ObjectInfo {
  deleted: boolean;
  body: Uint8Array;
}

export class MemoryObjects implements Objects {
  readonly #clock: Clock;
  /** By key, newest version first. */
  readonly #versions = new Map<string, StoredVersion[]>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(
    key: string,
    options: { version?: string; range?: { start: number; end: number } } = {},
  ): Promise<StoredObject | undefined> {
    const found = this.#find(key, options.version);
    if (found === undefined) return undefined;
    const { body, deleted: _, ...info } = found;
    const bytes =
      options.range === undefined ? body.slice() : body.slice(options.range.start, options.range.end + 1);
    return {
      ...info,
      bytes: async () => bytes,
      async *stream() {
        yield bytes;
      },
    };
  }

  async head(key: string, version?: string): Promise<ObjectInfo | undefined> {
    const found = this.#find(key, version);
    if (found === undefined) return undefined;
    const { body: _, deleted: __, ...info } = found;
    return info;
  }

  async put(
    key: string,
    body: Uint8Array | string,
    options: { contentType?: string; metadata?: Record<string, string> } = {},
  ): Promise<ObjectInfo> {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const { deleted: _, body: __, ...info } = this.#add(key, bytes, false, options);
    return info;
  }

  async delete(key: string, version?: string): Promise<void> {
    const versions = this.#versions.get(key);
    if (version === undefined) this.#add(key, new Uint8Array(), true, {});
    else if (versions !== undefined) {
      const rest = versions.filter((each) => each.version !== version);
      if (rest.length === 0) this.#versions.delete(key);
      else this.#versions.set(key, rest);
    }
  }

  async list(
    prefix: string,
    cursor?: string,
  ): Promise<Page<Omit<ObjectInfo, 'metadata' | 'contentType' | 'version'>>> {
    const items = this.#keys(prefix).flatMap((key) => {
      const found = this.#find(key, undefined);
      return found === undefined
        ? []
        : [{ key, size: found.size, modified: found.modified, etag: found.etag }];
    });
    return pageOf(items, cursor, this.pageSize());
  }

  async listVersions(prefix: string, cursor?: string): Promise<Page<ObjectVersion>> {
    const items = this.#keys(prefix).flatMap((key) =>
      (this.#versions.get(key) ?? []).map(({ version, size, modified, etag, deleted }, i) => ({
        key,
        version,
        size,
        modified,
        etag,
        deleted,
        latest: i === 0,
      })),
    );
    return pageOf(items, cursor, this.pageSize());
  }

  /** How many items the next page of a list holds, as in S3. The simulation makes it small. */
  protected pageSize(): number {
    return 1000;
  }

  /** Whether a put keeps earlier versions. If not, it replaces the version `null`, as S3 does. */
  protected isVersioned(_key: string): boolean {
    return true;
  }

  #keys(prefix: string): string[] {
    return [...this.#versions.keys()].filter((key) => key.startsWith(prefix)).sort(compareBytes);
  }

  #find(key: string, version: string | undefined): StoredVersion | undefined {
    const versions = this.#versions.get(key);
    const found = version === undefined ? versions?.[0] : versions?.find((each) => each.version === version);
    return found?.deleted ? undefined : found;
  }

  #add(
    key: string,
    body: Uint8Array,
    deleted: boolean,
    options: { contentType?: string; metadata?: Record<string, string> },
  ): StoredVersion {
    if (key === '' || Buffer.byteLength(key) > 1024) throw new RangeError('a key has 1 to 1,024 bytes');
    const name = this.isVersioned(key) ? `v${++this.#count}` : 'null';
    const info = {
      key,
      version: name,
      size: body.byteLength,
      modified: this.#clock(),
      etag: hash(body),
      metadata: withLowerCaseNames(options.metadata ?? {}),
    };
    const version = {
      ...info,
      ...(options.contentType === undefined ? {} : { contentType: options.contentType }),
      deleted,
      body: body.slice(),
    };
    const earlier = (this.#versions.get(key) ?? []).filter((each) => each.version !== name);
    this.#versions.set(key, [version, ...earlier]);
    return version;
  }
}

/** The cursor is the last key (and version) of the previous page. */
function pageOf<T extends { key: string; version?: string }>(
  items: T[],
  cursor: string | undefined,
  size: number,
): Page<T> {
  const after = cursor === undefined ? undefined : (JSON.parse(cursor) as { key: string; version?: string });
  const at = after && items.findIndex(({ key, version }) => key === after.key && version === after.version);
  const start =
    after === undefined
      ? 0
      : at !== undefined && at >= 0
        ? at + 1
        : items.filter(({ key }) => compareBytes(key, after.key) <= 0).length;
  const taken = items.slice(start, start + size);
  const last = taken.at(-1);
  return start + taken.length < items.length && last !== undefined
    ? { items: taken, next: JSON.stringify({ key: last.key, version: last.version }) }
    : { items: taken };
}

/** S3 stores the names of metadata in lower case, as HTTP headers. */
function withLowerCaseNames(metadata: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]));
}
