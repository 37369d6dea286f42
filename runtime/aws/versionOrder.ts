/**
 * S3 lists versions and delete markers in one order, but the SDK hands out two lists. They are merged by key and time; and because S3
 * tells whole seconds, a version and a marker of the same second are told apart by asking S3 what comes next.
 */
import type { ObjectVersion } from '../../core/ports/objects.ts';

/** Where in a listing one is: after this version of this key. */
export interface Place {
  key: string;
  version: string;
}

/**
 * One page in S3's order.
 *
 * @param versions and `markers` of the page, each in S3's order
 * @param after where the page begins; `undefined` at the very beginning
 * @param next the version's id that S3 lists after a place
 */
export async function inOrder(
  versions: readonly ObjectVersion[],
  markers: readonly ObjectVersion[],
  after: Place | undefined,
  next: (after: Place | undefined) => Promise<string | undefined>,
): Promise<ObjectVersion[]> {
  const ordered: ObjectVersion[] = [];
  let [v, m] = [0, 0];
  while (v < versions.length || m < markers.length) {
    const [version, marker] = [versions[v], markers[m]];
    const place = ordered.at(-1) ?? after;
    if (
      version !== undefined &&
      (marker === undefined || (await isFirst(version, marker, () => next(place))))
    ) {
      ordered.push(version);
      v++;
    } else if (marker !== undefined) {
      ordered.push(marker);
      m++;
    }
  }
  return ordered;
}

async function isFirst(
  version: ObjectVersion,
  marker: ObjectVersion,
  next: () => Promise<string | undefined>,
): Promise<boolean> {
  const byKey =
    version.key === marker.key ? 0 : Buffer.compare(Buffer.from(version.key), Buffer.from(marker.key));
  if (byKey !== 0) return byKey < 0;
  if (version.latest !== marker.latest) return version.latest;
  if (version.modified !== marker.modified) return version.modified > marker.modified;
  return (await next()) === version.version;
}
