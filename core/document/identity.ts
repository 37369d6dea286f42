/**
 * Who is who: ids of documents, names of payloads. All are SHA-256 of what identifies the thing, cut to 128 bits of hex, so they are the
 * same on every machine and in every order of arrival.
 */
import { hash } from '../hash.ts';
import type { Content } from './record.ts';

/**
 * What makes a document that document: its place in the bucket, or the identity that its provider gave it. `ordinal` tells apart those
 * that claim the same identity within one version of an object (0 for the first).
 */
export type Identity =
  | { key: string; part: string; ordinal: number }
  | { provider: string; guid: string; ordinal: number };

export function documentId(identity: Identity): string {
  const ordinal = String(identity.ordinal);
  return 'key' in identity
    ? hash('key', identity.key, identity.part, ordinal)
    : hash('guid', identity.provider, identity.guid, ordinal);
}

/** The content as it is stored: JSON with the fields of every object in order of their names, so that equal contents are equal bytes. */
export function serialize(document: Content): string {
  return JSON.stringify(document, sorted);
}

function sorted(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The name of a payload: the hash of its bytes. Messages and rows carry it, never the payload itself. */
export function payloadId(serialized: string): string {
  return hash(serialized);
}
