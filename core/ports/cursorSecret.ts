/** The versioned secret that signs cursors. The API reads it; the `rotate` function replaces it. */

/** Reads the version that signs, then the one before it, if any, whose signatures are still accepted. */
export type ReadCursorSecrets = () => Promise<readonly Uint8Array[]>;

/** When the current version came, in milliseconds since 1970. */
export type ReadLastRotation = () => Promise<number>;

/** Writes versions of the secret without reading any. */
export interface RotatedSecret {
  /** Stores a version without making it current. Does nothing if the version exists. */
  propose(version: string, value: string): Promise<void>;
  /** Makes a version current, and the version that was current the previous one. */
  promote(version: string): Promise<void>;
}
