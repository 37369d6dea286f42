/**
 * Removes payloads, annotations and version readings that nothing refers to. One scan of the table is not
 * enough to know that: a store that has read a source, but has not yet written its intent, is invisible. So a
 * version is removed only if
 *
 *   - nothing referred to it in this sweep, nor in an earlier one that ended an hour or more before this one,
 *     which is longer than any execution;
 *   - no version of the object is younger than a day: a stage puts an object first and then writes the
 *     row that refers to it;
 *   - it is the very version that the earlier sweep saw: an object that was put again has a new version.
 *
 * A list in the archive remembers what earlier sweeps saw.
 */
import * as z from 'zod';
import type { Objects, ObjectVersion } from '../../core/ports/objects.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { thresholds as defaultThresholds } from '../../core/protocol/thresholds.ts';
import {
  annotationPrefix,
  decodeJson,
  payloadPrefix,
  readingPrefix,
  sweepPrefix,
  unreferencedKey,
} from '../../core/records/archive.ts';
import type { ReferencedKeys } from '../../core/records/archiveReferences.ts';
import type { Epoch } from '../../core/records/epoch.ts';

/** The longest list of versions, about 12 MB. Versions beyond it wait until these are removed. */
const maximumListed = 100_000;
const concurrency = 16;

/** `seen`: when a sweep first found the version unreferenced, milliseconds since 1970. */
const storedList = z.object({
  schema: z.literal('sweep.unreferenced/1'),
  versions: z.array(z.object({ key: z.string(), version: z.string(), seen: z.number() })),
});
type ListedVersion = z.infer<typeof storedList>['versions'][number];

/**
 * @param references everything that the table refers to, read since `began`
 * @param pass `began`: when this sweep began, milliseconds since 1970
 * @returns how many versions were removed, and how many unreferenced ones a later sweep may remove
 */
export async function removeUnreferenced(
  { archive, clock, thresholds = defaultThresholds }: Pick<Ports, 'archive' | 'clock' | 'thresholds'>,
  references: ReferencedKeys,
  { epoch, began }: { epoch: string; began: number },
): Promise<{ removed: number; unreferenced: number }> {
  const earlier = new Map((await readList(archive, epoch)).map((each) => [nameOf(each), each.seen]));
  const now = clock();
  const listed: ListedVersion[] = [];
  let [removed, unreferenced] = [0, 0];
  for (const prefix of [payloadPrefix, annotationPrefix, readingPrefix]) {
    for await (const versions of objectVersions(archive, prefix)) {
      const young = versions.some(({ modified }) => modified > began - thresholds.removableMilliseconds);
      if (young || references.has(versions[0]?.key ?? '')) continue;
      const due = versions.filter(
        (each) => (earlier.get(nameOf(each)) ?? now) <= began - thresholds.betweenSweepsMilliseconds,
      );
      await mapConcurrent(concurrency, due, ({ key, version }) => archive.delete(key, version));
      const rest = versions.filter((each) => !due.includes(each));
      for (const { key, version } of rest)
        if (listed.length < maximumListed)
          listed.push({ key, version, seen: earlier.get(nameOf({ key, version })) ?? now });
      removed += due.length;
      unreferenced += rest.length;
    }
  }
  if (listed.length > 0 || earlier.size > 0) await writeList(archive, epoch, listed);
  return { removed, unreferenced };
}

/** Removes the lists of earlier epochs, once this one has lasted a day. */
export async function removeListsOfOthers(
  { archive, clock, thresholds = defaultThresholds }: Pick<Ports, 'archive' | 'clock' | 'thresholds'>,
  { id, began }: Epoch,
): Promise<void> {
  if (clock() - began <= thresholds.removableMilliseconds) return;
  for await (const { key } of paginate((cursor) => archive.list(sweepPrefix, cursor)))
    if (!key.startsWith(`${sweepPrefix}${id}/`)) await archive.delete(key);
}

/** The versions under a prefix, one array per key. */
async function* objectVersions(archive: Objects, prefix: string): AsyncGenerator<ObjectVersion[]> {
  let versions: ObjectVersion[] = [];
  for await (const version of paginate((cursor) => archive.listVersions(prefix, cursor))) {
    if (versions[0] !== undefined && versions[0].key !== version.key) {
      yield versions;
      versions = [];
    }
    versions.push(version);
  }
  if (versions.length > 0) yield versions;
}

const nameOf = ({ key, version }: { key: string; version: string }): string => `${key} ${version}`;

async function readList(archive: Objects, epoch: string): Promise<ListedVersion[]> {
  const object = await archive.get(unreferencedKey(epoch));
  return object === undefined ? [] : storedList.parse(await decodeJson(object)).versions;
}

async function writeList(archive: Objects, epoch: string, versions: ListedVersion[]): Promise<void> {
  const body = JSON.stringify({ schema: 'sweep.unreferenced/1', versions } satisfies z.infer<
    typeof storedList
  >);
  await archive.put(unreferencedKey(epoch), body, { contentType: 'application/json' });
}
