/**
 * Payloads, annotations and readings that nothing points to are removed, never by their age alone. One look at the table is not enough to know:
 * a store that has read a source and not yet noted what it is about to own is seen by nobody. So a version is removed when
 *
 *   - nothing pointed to it in this sweep, nor in one that ended at least an hour before this one began (no execution lasts that long);
 *   - no version of the object is younger than a day: whoever writes a row puts first what the row will point to;
 *   - it is the very version that was seen then: what is put again meanwhile is another one, and stays.
 *
 * What an earlier sweep saw is a list in the archive.
 */
import * as z from 'zod';
import type { Objects, ObjectVersion } from '../../core/ports/objects.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import {
  annotationPrefix,
  payloadPrefix,
  readingPrefix,
  removableMilliseconds,
  unreferencedKey,
} from '../../core/records/archive.ts';
import type { ReferencedKeys } from '../../core/records/archiveReferences.ts';

const betweenSweepsMilliseconds = 3600 * 1000;
/** A list of this many is about 12 MB; what is beyond waits until these are gone. */
const listedAtMost = 100_000;
const deletedAtOnce = 16;

/** `seen`: when a sweep first found that nothing pointed to it, milliseconds since 1970. */
const list = z.object({
  schema: z.literal('sweep.unreferenced/1'),
  versions: z.array(z.object({ key: z.string(), version: z.string(), seen: z.number() })),
});
type Listed = z.infer<typeof list>['versions'][number];

/**
 * @param references all that the table points to, read since `began` (milliseconds since 1970)
 * @returns versions removed, and versions that nothing points to and that a later sweep may remove
 */
export async function removeUnreferenced(
  { archive, clock }: Pick<Ports, 'archive' | 'clock'>,
  references: ReferencedKeys,
  began: number,
): Promise<{ removed: number; unreferenced: number }> {
  const earlier = new Map((await readList(archive)).map((each) => [nameOf(each), each.seen]));
  const now = clock();
  const listed: Listed[] = [];
  let [removed, unreferenced] = [0, 0];
  for (const prefix of [payloadPrefix, annotationPrefix, readingPrefix]) {
    for await (const versions of objects(archive, prefix)) {
      const young = versions.some(({ modified }) => modified > began - removableMilliseconds);
      if (young || references.has(versions[0]?.key ?? '')) continue;
      const due = versions.filter(
        (each) => (earlier.get(nameOf(each)) ?? now) <= began - betweenSweepsMilliseconds,
      );
      await mapConcurrent(deletedAtOnce, due, ({ key, version }) => archive.delete(key, version));
      const rest = versions.filter((each) => !due.includes(each));
      for (const { key, version } of rest)
        if (listed.length < listedAtMost)
          listed.push({ key, version, seen: earlier.get(nameOf({ key, version })) ?? now });
      removed += due.length;
      unreferenced += rest.length;
    }
  }
  if (listed.length > 0 || earlier.size > 0) await writeList(archive, listed);
  return { removed, unreferenced };
}

/** The versions under a prefix, those of one key together. */
async function* objects(archive: Objects, prefix: string): AsyncGenerator<ObjectVersion[]> {
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

async function readList(archive: Objects): Promise<Listed[]> {
  const object = await archive.get(unreferencedKey);
  return object === undefined
    ? []
    : list.parse(JSON.parse(new TextDecoder().decode(await object.bytes()))).versions;
}

async function writeList(archive: Objects, versions: Listed[]): Promise<void> {
  const body = JSON.stringify({ schema: 'sweep.unreferenced/1', versions } satisfies z.infer<typeof list>);
  await archive.put(unreferencedKey, body, { contentType: 'application/json' });
}
