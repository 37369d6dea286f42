import { createHash, hash as digest } from 'node:crypto';

/**
 * The first 128 bits of a SHA-256 as 32 hexadecimal characters. A NUL, which no part contains, separates the
 * parts.
 */
export function hash(...parts: (string | Uint8Array)[]): string {
  return sha256(parts).slice(0, 32);
}

/** What is hashed in one call takes half the time. */
function sha256(parts: readonly (string | Uint8Array)[]): string {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return digest('sha256', first);
  if (parts.every((part) => typeof part === 'string')) return digest('sha256', parts.join('\0'));
  const sha = createHash('sha256');
  parts.forEach((part, i) => {
    if (i > 0) sha.update('\0');
    sha.update(part);
  });
  return sha.digest('hex');
}

/** As `hash` of one part, which is added piece by piece. */
export function hashOfPieces(): { add(piece: Uint8Array): void; end(): string } {
  const sha = createHash('sha256');
  return { add: (piece) => void sha.update(piece), end: () => sha.digest('hex').slice(0, 32) };
}
