import { createHash } from 'node:crypto';

/**
 * The first 128 bits of a SHA-256 as 32 hexadecimal characters. A NUL, which no part contains, separates the
 * parts.
 */
export function hash(...parts: (string | Uint8Array)[]): string {
  const sha = createHash('sha256');
  parts.forEach((part, i) => {
    if (i > 0) sha.update('\0');
    sha.update(part);
  });
  return sha.digest('hex').slice(0, 32);
}
