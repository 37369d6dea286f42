/** What signs cursors. The secret is rotated, and the one before stays good, so that a cursor outlives the rotation that falls into its time. */
import { createHash } from 'node:crypto';
import type { ReadCursorSecrets } from '../../core/ports/cursorSecret.ts';

export interface CursorKey {
  /** Stands in the cursors it signs, and tells nothing of the secret. */
  name: string;
  secret: Uint8Array;
}

/** The newest first, which signs; cursors of all of them are taken. `wanted` is the name of one that should be among them. */
export type CursorKeys = (wanted?: string) => Promise<readonly [CursorKey, ...CursorKey[]]>;

/** After so long the secrets are read again, whether a cursor asks for it or not: far less than the time between two rotations. */
const freshMilliseconds = 60 * 60_000;
/** A name that nobody knows may be a new key's, or made up: it makes us read no more often than this. */
const patienceMilliseconds = 2_000;

/** At least this long: what an HMAC with SHA-256 takes whole. */
const leastBytes = 32;

/**
 * Keeps the keys in memory: they are read when first wanted, where a cursor names one that is not among them, and after an hour.
 * Where the hourly reading fails, what is known goes on.
 *
 * @throws Error where they cannot be read and are needed
 */
export function cursorKeys(read: ReadCursorSecrets, clock: () => number): CursorKeys {
  let held: readonly [CursorKey, ...CursorKey[]] | undefined;
  let asked = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const renew = async () => {
    const [newest, ...older] = (await read()).map(cursorKey);
    if (newest === undefined) throw new Error('there is no secret to sign cursors with');
    held = [newest, ...older];
  };
  return async (wanted) => {
    const known = held !== undefined && (wanted === undefined || held.some(({ name }) => name === wanted));
    if (held === undefined || clock() - asked >= (known ? freshMilliseconds : patienceMilliseconds)) {
      asked = clock();
      reading ??= renew().finally(() => {
        reading = undefined;
      });
    }
    if (!known) await reading;
    else await reading?.catch(() => {});
    if (held === undefined) throw new Error('there are no keys to sign cursors with');
    return held;
  };
}

/** @throws Error for a secret that is too short */
export function cursorKey(secret: Uint8Array): CursorKey {
  if (secret.length < leastBytes)
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
