/**
 * The keys that sign cursors. Their secret is rotated; the previous one stays valid, so cursors survive a
 * rotation.
 */
import { createHash } from 'node:crypto';
import type { ReadCursorSecrets } from '../../core/ports/cursorSecret.ts';

export interface CursorKey {
  /** Part of the cursors that the key signs; it reveals nothing about the secret. */
  name: string;
  secret: Uint8Array;
}

/**
 * The valid keys, newest first. The newest signs; cursors signed with any of them are accepted.
 *
 * @param wanted the name of a key that should be among them, which a cursor claims to be signed with
 */
export type CursorKeys = (wanted?: string) => Promise<readonly [CursorKey, ...CursorKey[]]>;

/** The secrets are read again after this time, which is far shorter than the time between two rotations. */
const refreshMilliseconds = 60 * 60_000;
/** An unknown name may belong to a new key or be made up; it causes at most one read in this time. */
const unknownNameMilliseconds = 2_000;

/** HMAC-SHA-256 gains nothing from fewer bytes than its output has. */
const minSecretBytes = 32;

/**
 * Caches the keys in memory. It reads them on first use, when a cursor names an unknown key, and after an
 * hour. If an hourly read fails, the cached keys stay in use.
 *
 * @throws Error if keys are needed and cannot be read
 */
export function cachedCursorKeys(read: ReadCursorSecrets, clock: () => number): CursorKeys {
  let cached: readonly [CursorKey, ...CursorKey[]] | undefined;
  let lastRead = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const refresh = async () => {
    const [newest, ...older] = (await read()).map(cursorKey);
    if (newest === undefined) throw new Error('there is no secret to sign cursors with');
    cached = [newest, ...older];
  };
  return async (wanted) => {
    const known =
      cached !== undefined && (wanted === undefined || cached.some(({ name }) => name === wanted));
    const maxAge = known ? refreshMilliseconds : unknownNameMilliseconds;
    if (cached === undefined || clock() - lastRead >= maxAge) {
      lastRead = clock();
      reading ??= refresh().finally(() => {
        reading = undefined;
      });
    }
    if (!known) await reading;
    else await reading?.catch(() => {});
    if (cached === undefined) throw new Error('there are no keys to sign cursors with');
    return cached;
  };
}

/** The key made from a secret. @throws Error if the secret is shorter than 32 bytes */
export function cursorKey(secret: Uint8Array): CursorKey {
  if (secret.length < minSecretBytes)
    throw new Error(`a secret of ${secret.length} bytes is too short to sign cursors`);
  return {
    name: createHash('sha256')
      .update('the name of a cursor key\0')
      .update(secret)
      .digest('base64url')
      .slice(0, 6),
    secret,
  };
}
