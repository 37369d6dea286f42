/** Rows of a bucket's versions in SQLite, and the objects and pages that they describe. */
import type { SQLInputValue } from 'node:sqlite';
import type { ObjectInfo } from '../../core/ports/objects.ts';
import type { Page } from '../../core/ports/page.ts';
import type { ByteSpan } from './blobs.ts';
import { afterPrefix, type Row } from './store.ts';

/** The longest key that S3 allows, in bytes of UTF-8. */
export const maxObjectKeyBytes = 1024;
/** `pageOf` takes one row more, to know whether more follow. */
export const defaultPageItems = 1000;

/** @throws RangeError for a key that S3 would refuse */
export function checkKey(key: string): void {
  if (key === '') throw new RangeError('a key must not be empty');
  const bytes = Buffer.byteLength(key);
  if (bytes > maxObjectKeyBytes)
    throw new RangeError(`a key of ${bytes} bytes; at most ${maxObjectKeyBytes} are allowed`);
  if (!key.isWellFormed()) throw new RangeError('a key must be valid Unicode');
}

/** Versions are row numbers here and opaque strings outside. */
const versionOf = (seq: number): string => `v${seq.toString(36).padStart(9, '0')}`;
/** The number of a version; -1 if the text is not one of ours. */
export const numberOf = (version: string): number =>
  /^v[0-9a-z]{9}$/.test(version) ? Number.parseInt(version.slice(1), 36) : -1;

/** What a row says of a version. */
export function infoOf(row: Row): ObjectInfo {
  return {
    key: String(row.key),
    version: versionOf(Number(row.seq)),
    size: Number(row.size),
    modified: Number(row.modified),
    etag: row.blob === null ? '' : etagOfBlob(String(row.blob)),
    ...(typeof row.contentType === 'string' && { contentType: row.contentType }),
    metadata: typeof row.metadata === 'string' ? JSON.parse(row.metadata) : {},
  };
}

/** The bytes of a range, within the size; without a range, all. */
export function spanOf(size: number, range: { start: number; end: number } | undefined): ByteSpan {
  if (range === undefined) return { start: 0, length: size };
  return { start: range.start, length: Math.max(0, Math.min(range.end + 1, size) - range.start) };
}

/** A condition in SQL for keys with a prefix, with its values. */
export function prefixClause(prefix: string): [clause: string, values: SQLInputValue[]] {
  const end = afterPrefix(prefix);
  return end === undefined ? ['key >= ?', [prefix]] : ['key >= ? AND key < ?', [prefix, end]];
}

/** A page of rows, of which one more than its size was read. */
export function pageOf<T>(
  rows: Row[],
  of: (info: ObjectInfo, row: Row) => T,
  cursor: (row: Row) => string,
  pageItems: number,
): Page<T> {
  const shown = rows.slice(0, pageItems);
  const last = shown.at(-1);
  const items = shown.map((row) => of(infoOf(row), row));
  return rows.length > pageItems && last !== undefined ? { items, next: cursor(last) } : { items };
}

/** @param blob the SHA-256 of the bytes, in hexadecimal */
export function etagOfBlob(blob: string): string {
  return `"${blob.slice(0, 32)}"`;
}
