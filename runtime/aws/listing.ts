/** Entries of S3's listings, of objects and of versions, as the `Objects` port returns them. */
import type { ObjectInfo, ObjectVersion } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import type { VersionPosition } from './versionOrder.ts';

interface ListedObject {
  Key?: string | undefined;
  Size?: number | undefined;
  LastModified?: Date | undefined;
  ETag?: string | undefined;
}

interface ListedVersion extends ListedObject {
  VersionId?: string | undefined;
  IsLatest?: boolean | undefined;
}

/** @param encoding the response's `EncodingType` */
export function fromListing(
  object: ListedObject,
  encoding: string | undefined,
): Pick<ObjectInfo, 'key' | 'size' | 'modified' | 'etag'> {
  return {
    key: decodeKey(object.Key ?? '', encoding),
    size: object.Size ?? 0,
    modified: wholeSeconds(object.LastModified),
    etag: withoutQuotes(object.ETag),
  };
}

/** Versions, or delete markers, of a page of `ListObjectVersions`. */
export function fromVersionListing(
  versions: readonly ListedVersion[] = [],
  encoding: string | undefined,
  deleted: boolean,
): ObjectVersion[] {
  return versions.map((version) => ({
    ...fromListing(version, encoding),
    version: version.VersionId ?? 'null',
    latest: version.IsLatest === true,
    deleted,
  }));
}

/**
 * Keys may hold characters that XML cannot, so listings are requested with form encoding: `+` for a space.
 */
export function decodeKey(key: string, encoding: string | undefined): string {
  return encoding === 'url' ? decodeURIComponent(key.replaceAll('+', ' ')) : key;
}

/** `"abc"` → `abc`: S3 writes ETags in quotes. */
export function withoutQuotes(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}

/**
 * Milliseconds. Headers have whole seconds, so listings are cut to them too: times compare equal from any
 * source.
 */
export function wholeSeconds(date: Date | undefined): number {
  return Math.floor((date?.getTime() ?? 0) / 1000) * 1000;
}

/** A page with its cursor, which the last page lacks. */
export function pageOf<T>(items: T[], next: string | undefined): Page<T> {
  return next === undefined ? { items } : { items, next };
}

/** The cursor of a listing of versions: where S3 goes on. */
export function encodeVersionCursor({ key, version }: VersionPosition): string {
  return Buffer.from(JSON.stringify([key, version])).toString('base64url');
}

/** @throws RangeError for anything that `encodeVersionCursor` did not make */
export function decodeVersionCursor(cursor: string): VersionPosition {
  try {
    const [key, version] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (typeof key === 'string' && typeof version === 'string') return { key, version };
  } catch {
    // The error below covers malformed JSON too.
  }
  throw new RangeError('not a cursor of this listing');
}
