/** Objects: a versioned bucket. S3 on AWS, a folder on one machine. */
import type { Page } from './page.ts';

export interface ObjectInfo {
  key: string;
  /** The version's id. Every put makes a new version. */
  version: string;
  size: number;
  /** When the version was put, milliseconds since 1970. */
  modified: number;
  etag: string;
  contentType?: string;
  /** What the uploader said of it (`x-amz-meta-*`), names in lower case. */
  metadata: Record<string, string>;
}

/** What is known of an object that was just put. When that was is not: S3 tells it only to those who may read the object. */
export type PutInfo = Omit<ObjectInfo, 'modified'>;

export interface ObjectVersion extends Pick<ObjectInfo, 'key' | 'version' | 'size' | 'modified' | 'etag'> {
  /** The version that a plain `get` sees. */
  latest: boolean;
  /** A delete marker: the key was deleted at `modified`. */
  deleted: boolean;
}

export interface StoredObject extends ObjectInfo {
  bytes(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

/** A versioned bucket. Keys are at most 1,024 bytes of UTF-8; reads see every earlier write. */
export interface Objects {
  /** The current version or the one named; `undefined` where there is none (never was, or deleted). `range` is inclusive. */
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
  /** Without a version: a delete marker. With one: that version (or marker) is gone for good. Deleting what is not there is no error. */
  delete(key: string, version?: string): Promise<void>;
  /** Keys with a current version, in the order of their UTF-8 bytes. */
  list(
    prefix: string,
    cursor?: string,
  ): Promise<Page<Omit<ObjectInfo, 'metadata' | 'contentType' | 'version'>>>;
  /** All versions and delete markers under a prefix: by key, the newest first within one. */
  listVersions(prefix: string, cursor?: string): Promise<Page<ObjectVersion>>;
}
