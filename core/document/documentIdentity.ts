/**
 * Ids of documents and payloads: the first 128 bits, in hex, of the SHA-256 of what identifies them. They
 * are therefore the same on every machine and in every order of arrival.
 */
import { hash } from '../hash.ts';
import type { Content } from './record.ts';

/**
 * What identifies a document: its place in the bucket, or the guid that its provider gave it. `ordinal`
 * distinguishes documents with the same identity within one object version (0 for the first).
 */
export type DocumentIdentity =
  | { key: string; part: string; ordinal: number }
  | { provider: string; guid: string; ordinal: number };

export const documentIdPattern = /^[0-9a-f]{32}$/;

/** The id of a document: 32 hexadecimal digits, a hash of what identifies it. */
export function documentId(identity: DocumentIdentity): string {
  const ordinal = String(identity.ordinal);
  return 'key' in identity
    ? hash('key', identity.key, identity.part, ordinal)
    : hash('guid', identity.provider, identity.guid, ordinal);
}

/**
 * The content as stored: JSON with the fields of every object sorted by name, so that equal contents have
 * equal bytes.
 */
export function serialize(document: Content): string {
  return JSON.stringify(document, sorted);
}

function sorted(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The name of a payload: the hash of its bytes. Messages and rows carry this name instead of the payload. */
export function payloadId(serialized: string): string {
  return hash(serialized);
}
