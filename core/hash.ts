import { createHash } from 'node:crypto';

/** Half of a SHA-256 in hex: 32 characters. Parts are kept apart by a NUL, which no part contains. */
export function hash(...parts: (string | Uint8Array)[]): string {
  const sha = createHash('sha256');
  parts.forEach((part, i) => {
    if (i > 0) sha.update('\0');
    sha.update(part);
  });
  return sha.digest('hex').slice(0, 32);
}
