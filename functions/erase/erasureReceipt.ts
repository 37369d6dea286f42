/** The receipt of an erasure, for whoever must account for it. Its field names are a stored format. */

export interface ErasureReceipt {
  schema: 'dateline.erasure/1';
  /** The target as given: a key, or the id of a document. */
  asked: string;
  /** RFC 3339. */
  at: string;
  /** For each key, how many versions and delete markers were removed from the inbox bucket. */
  keys: { key: string; versions: number; deleteMarkers: number }[];
  /** Document ids. Documents are kept if another file holds them too. */
  documents: { removed: string[]; kept: string[] };
  /**
   * `versions`: how many versions of payloads, annotations and version readings were removed. `shared`:
   * objects that were kept, because another file has the same content or because they were put during the
   * erasure (the sweep removes them later if nothing refers to them). `searchFiles`: how many old versions of
   * the search table's files were removed.
   */
  archive: { versions: number; shared: string[]; searchFiles: number };
  /** Table rows that were removed, and rows that were reduced to a hash and a number. */
  rows: { removed: number; emptied: number };
  /** What a second search of everything still found. If any count is not 0, the erasure is incomplete. */
  found: { versions: number; archiveVersions: number; rows: number; searchRows: number; searchFiles: number };
  /** Places that may hold copies and that no command reaches. */
  beyondReach: readonly string[];
}

/** Whether the second search found nothing. */
export function isComplete({ found }: ErasureReceipt): boolean {
  return Object.values(found).every((count) => count === 0);
}
