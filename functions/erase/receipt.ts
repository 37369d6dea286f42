/** What an erasure did, for whoever has to answer for it. */

export interface ErasureReceipt {
  schema: 'dateline.erasure/1';
  /** The key, or the id of the document. */
  asked: string;
  /** RFC 3339. */
  at: string;
  /** Of each key, the versions and delete markers that were removed from the inbox bucket. */
  keys: { key: string; versions: number; deleteMarkers: number }[];
  /** By id; those kept have other files that hold them. */
  documents: { removed: string[]; kept: string[] };
  /**
   * Versions removed of payloads, annotations and readings; objects that stay, for another file says the very same, or for somebody put
   * them while this was going on (if nothing points to them in the end, the sweep removes them); old versions of the search table's files.
   */
  archive: { versions: number; shared: string[]; searchFiles: number };
  /** Rows of the table: removed, or cut down to a hash and a number. */
  rows: { removed: number; emptied: number };
  /** What a second look still found of it, everywhere: all are 0, or the erasure is not complete. */
  found: { versions: number; archiveVersions: number; rows: number; searchRows: number; searchFiles: number };
  /** Where copies may be that no command reaches. */
  beyondReach: readonly string[];
}

/** Did the second look find nothing? */
export function isComplete({ found }: ErasureReceipt): boolean {
  return Object.values(found).every((count) => count === 0);
}
