/** Objects: a versioned bucket. S3 on AWS, a folder on one machine. */
import type { Page } from './page.ts';

export interface ObjectInfo {
  key: string;
  /** The id of the version. Every put makes a new version. */
  version: string;
  size: number;
  /** When the version was put, in milliseconds since 1970. */
  modified: number;
  etag: string;
  contentType?: string;
  /** Metadata from the uploader (`x-amz-meta-*`), names in lower case. */
  metadata: Record<string, string>;
}

/** What a put returns. It lacks the time, which S3 reveals only to callers that may read the object. */
export type PutInfo = Omit<ObjectInfo, 'modified'>;

export interface ObjectVersion extends Pick<ObjectInfo, 'key' | 'version' | 'size' | 'modified' | 'etag'> {
  /** A `get` without a version returns this one. */
  latest: boolean;
  /** A delete marker: the key was deleted at `modified`. */
  deleted: boolean;
}

export interface StoredObject extends ObjectInfo {
  bytes(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

/** A versioned bucket. Keys are at most 1,024 bytes of UTF-8; a read sees every earlier write. */
export interface Objects {
  /**
   * Reads the current version, or the named one; `undefined` if it does not exist or was deleted.
   *
   * @param options.range byte offsets, both included
   */
  get(
    key: string,
    options?: { version?: string; range?: { start: number; end: number } },
  ): Promise<StoredObject | undefined>;
  head(key: string, version?: string): Promise<ObjectInfo | undefined>;
  put(
    key: string,
    body: Uint8Array | string,
    options?: { contentType?: string; metadata?: Record<string, string> },
  ): Promise<PutInfo>;
  /**
   * Without a version, adds a delete marker. With one, removes that version or delete marker for good.
   * Deleting what does not exist is no error.
   */
  delete(key: string, version?: string): Promise<void>;
  /** Lists keys that have a current version, ordered by their UTF-8 bytes. */
  list(
    prefix: string,
    cursor?: string,
  ): Promise<Page<Omit<ObjectInfo, 'metadata' | 'contentType' | 'version'>>>;
  /** Lists all versions and delete markers under a prefix, by key and then newest first. */
  listVersions(prefix: string, cursor?: string): Promise<Page<ObjectVersion>>;
}
