/** Finds and removes what the archive bucket holds of erased files. */

import type { Objects, ObjectVersion } from '../../core/ports/objects.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { annotationPrefix, payloadKey, searchPrefix } from '../../core/records/archive.ts';
import type { ReferencedKeys } from '../../core/records/archiveReferences.ts';
import type { ErasureScope } from './erasureScope.ts';

const concurrency = 16;

export interface ArchiveTraces {
  versions: ObjectVersion[];
  /** Keys to keep: another file has the same content, or the object was put since. */
  shared: string[];
}

/**
 * Finds the payloads, annotations and version readings of a scope.
 *
 * @param since milliseconds since 1970: an object put later belongs to another file, whose row is about to
 * refer to it
 */
export async function findArchiveTraces(
  archive: Objects,
  { payloads, readings }: ErasureScope,
  references: ReferencedKeys,
  since: number,
): Promise<ArchiveTraces> {
  const traces: ArchiveTraces = { versions: [], shared: [] };
  const prefixes = [
    ...readings,
    ...[...payloads].flatMap((payload) => [payloadKey(payload), `${annotationPrefix}${payload}/`]),
  ];
  await mapConcurrent(concurrency, prefixes, async (prefix) => {
    const versions = await Array.fromAsync(paginate((cursor) => archive.listVersions(prefix, cursor)));
    for (const [key, all] of Map.groupBy(versions, (version) => version.key)) {
      if (references.has(key) || all.some(({ modified }) => modified >= since)) traces.shared.push(key);
      else traces.versions.push(...all);
    }
  });
  return traces;
}

/**
 * Deletes each version by its id; a delete without a version id would only hide the object.
 *
 * @param versions for each key, newest first
 */
export async function removeVersions(
  objects: Objects,
  versions: readonly Pick<ObjectVersion, 'key' | 'version'>[],
): Promise<void> {
  // Oldest first, so that no older version ever becomes the current one.
  for (const [, ofKey] of Map.groupBy(versions, ({ key }) => key))
    for (const { key, version } of ofKey.toReversed()) await objects.delete(key, version);
}

/** Files that the search table has replaced or removed; the bucket keeps them as old versions. */
export async function findOldSearchFiles(archive: Objects): Promise<ObjectVersion[]> {
  const versions = await Array.fromAsync(paginate((cursor) => archive.listVersions(searchPrefix, cursor)));
  return versions.filter(({ latest, deleted }) => !latest || deleted);
}

/** @returns the removed versions */
export async function removeOldSearchFiles(archive: Objects): Promise<ObjectVersion[]> {
  const versions = await findOldSearchFiles(archive);
  await removeVersions(archive, versions);
  return versions;
}
