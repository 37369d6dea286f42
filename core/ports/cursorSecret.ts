/** The secret that signs cursors: a port of the API, and of the function that rotates it. It has versions, and two of them count. */

/** The version that signs, then the one before it, if there is one. */
export type ReadCursorSecrets = () => Promise<readonly Uint8Array[]>;

/** Its versions, for who makes them and reads none. */
export interface RotatedSecret {
  /** Makes a version that is not current yet. One that is there already stays as it is. */
  propose(version: string, value: string): Promise<void>;
  /** Makes a version the current one, and the one that was the previous one. */
  promote(version: string): Promise<void>;
}
