/** What the archive holds of what was erased: payloads, what models found in them, what feeds were read as; and old search files. */

import type { Objects, ObjectVersion } from '../../core/ports/objects.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { annotationPrefix, payloadKey } from '../../core/records/archive.ts';
import type { References } from '../../core/records/references.ts';
import type { ErasureScope } from './note.ts';

/** Where the search table lies on AWS; on one machine it is no part of the archive. */
const searchPrefix = 'search/';
const deletedAtOnce = 16;

export interface ArchiveTraces {
  versions: ObjectVersion[];
  /** Objects that say the same as another file does, or were put meanwhile. */
  shared: string[];
}

/**
 * @param since milliseconds since 1970: who put something later does so for another file, and is about to point to it
 */
export async function findInArchive(
  archive: Objects,
  { payloads, readings }: ErasureScope,
  references: References,
  since: number,
): Promise<ArchiveTraces> {
  const traces: ArchiveTraces = { versions: [], shared: [] };
  const prefixes = [
    ...readings,
    ...[...payloads].flatMap((payload) => [payloadKey(payload), `${annotationPrefix}${payload}/`]),
  ];
  await mapConcurrent(deletedAtOnce, prefixes, async (prefix) => {
    const versions = await Array.fromAsync(paginate((cursor) => archive.listVersions(prefix, cursor)));
    for (const [key, all] of Map.groupBy(versions, (version) => version.key)) {
      if (references.has(key) || all.some(({ modified }) => modified >= since)) traces.shared.push(key);
      else traces.versions.push(...all);
    }
  });
  return traces;
}

/** Each version by itself: a plain delete would only hide it. @param versions of each key the newest first */
export async function removeVersions(
  objects: Objects,
  versions: readonly Pick<ObjectVersion, 'key' | 'version'>[],
): Promise<void> {
  // The oldest first, so that no older one becomes the current version.
  for (const [, ofKey] of Map.groupBy(versions, ({ key }) => key))
    for (const { key, version } of ofKey.toReversed()) await objects.delete(key, version);
}

/** The search table's own files that it has replaced or removed; the bucket keeps them as old versions. */
export async function findOldSearchFiles(archive: Objects): Promise<ObjectVersion[]> {
  const versions = await Array.fromAsync(paginate((cursor) => archive.listVersions(searchPrefix, cursor)));
  return versions.filter(({ latest, deleted }) => !latest || deleted);
}
