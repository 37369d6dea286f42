/**
 * Restores the order of a version listing. S3 lists versions and delete markers in one order, but the SDK
 * returns two lists. They are merged by key and time. S3's times have whole seconds, so for a version and a
 * delete marker of the same second an extra request asks S3 which comes next.
 */
import type { ObjectVersion } from '../../core/ports/objects.ts';

/** A position in a listing: just after this version of this key. */
export interface VersionPosition {
  key: string;
  version: string;
}

/**
 * Merges one page into S3's order.
 *
 * @param versions and `deleteMarkers` of the page, each in S3's order
 * @param after where the page begins; `undefined` for the start of the listing
 * @param nextVersion asks S3 for the version id that follows a position
 */
export async function mergeVersionLists(
  versions: readonly ObjectVersion[],
  deleteMarkers: readonly ObjectVersion[],
  after: VersionPosition | undefined,
  nextVersion: (after: VersionPosition | undefined) => Promise<string | undefined>,
): Promise<ObjectVersion[]> {
  const merged: ObjectVersion[] = [];
  let [v, d] = [0, 0];
  while (v < versions.length || d < deleteMarkers.length) {
    const [version, deleteMarker] = [versions[v], deleteMarkers[d]];
    const position = merged.at(-1) ?? after;
    if (
      version !== undefined &&
      (deleteMarker === undefined || (await isFirst(version, deleteMarker, () => nextVersion(position))))
    ) {
      merged.push(version);
      v++;
    } else if (deleteMarker !== undefined) {
      merged.push(deleteMarker);
      d++;
    }
  }
  return merged;
}

async function isFirst(
  version: ObjectVersion,
  deleteMarker: ObjectVersion,
  nextVersion: () => Promise<string | undefined>,
): Promise<boolean> {
  if (version.key !== deleteMarker.key)
    return Buffer.compare(Buffer.from(version.key), Buffer.from(deleteMarker.key)) < 0;
  if (version.latest !== deleteMarker.latest) return version.latest;
  if (version.modified !== deleteMarker.modified) return version.modified > deleteMarker.modified;
  return (await nextVersion()) === version.version;
}
