/**
 * Compares a slice of the archive with what the rows refer to: restores objects that are lost, and removes
 * payloads, annotations and version readings that nothing refers to. One walk through the table is not enough
 * to know that: a store that has read a source, but has not yet written its intent, is invisible. So a
 * version is removed only if
 *
 *   - neither this pass nor an earlier one that ended an hour or more before it found a reference to the
 *     object, nor any pass in between; an hour is longer than any execution;
 *   - no version of the object is younger than a day, or than the earlier pass: a stage puts an object first
 *     and then writes the row that refers to it, and puts an old object again before it refers to it.
 *
 * The references are in the files of the passes (`sliceFiles.ts`), so a slice needs only its own.
 */
import type { Objects, ObjectVersion } from '../../../core/ports/objects.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../../core/protocol/paginate.ts';
import { currentEpoch } from '../../../core/records/epoch.ts';
import type { SweepPass } from '../pass/pass.ts';
import {
  type EntrySlice,
  hashedFolders,
  longestPrefix,
  nameOfObject,
  readEntries,
} from '../pass/sliceFiles.ts';
import { restoreLostObjects } from './lostObjects.ts';

const concurrency = 32;
const removedTogether = 512;

/** `divide`: it has too many names. `stopped`: the call ends here, and the slice is to be done again. */
type SliceOutcome = 'done' | 'divide' | 'stopped';

/** @param prefix the first digits of the names in the slice */
export async function sweepArchiveSlice(pass: SweepPass, prefix: string): Promise<SliceOutcome> {
  const { archive } = pass.ports;
  const read = await readReferences(pass, prefix);
  if (read === undefined) return 'divide';
  const { references, earlier } = read;
  // Another sweep may have removed the files before they were read; but then it has the lease.
  await pass.lease.note({});
  const missing = new Map(references);
  const before = await removableBefore(pass);
  const removable: ObjectVersion[][] = [];
  for (const folder of hashedFolders) {
    for await (const versions of objectVersions(archive, folder + prefix)) {
      if (pass.shouldStop) return 'stopped';
      await pass.lease.keep();
      const [{ key, latest, deleted }] = versions;
      const name = nameOfObject(key);
      // None is the latest if its file is lost from the folder of the bucket.
      if (latest && !deleted) missing.delete(name);
      if (await pass.erasing.removeObject(versions, references.has(name))) continue;
      if (!/^[0-9a-f]{32}$/.test(name) || references.has(name)) continue;
      if (versions.some(({ modified }) => modified > before.young)) continue;
      const isOld = versions.every(({ modified }) => modified <= before.removable) && !earlier.has(name);
      if (!isOld) pass.report.unreferenced += versions.length;
      else if (removable.push(versions) >= removedTogether) await removeAll(pass, removable);
    }
  }
  await removeAll(pass, removable);
  await restoreMissing(pass, missing);
  return 'done';
}

async function removeAll({ ports, report }: SweepPass, removable: ObjectVersion[][]): Promise<void> {
  await mapConcurrent(concurrency, removable.splice(0), async (versions) => {
    // Oldest first, so that no older version ever becomes the current one.
    for (const { key, version } of versions.toReversed()) await ports.archive.delete(key, version);
    report.removed += versions.length;
  });
}

/** The references of this pass, and those of earlier ones; `undefined` if they are too many. */
async function readReferences(
  { ports, lease, state, sizes }: SweepPass,
  prefix: string,
): Promise<{ references: EntrySlice; earlier: Set<string> } | undefined> {
  const { epoch, earlier: passes } = lease.state;
  const read = (pass: string) =>
    readEntries(ports.archive, { epoch, pass, kind: 'references' }, prefix, sizes.sweepNames);
  const references = await read(state.id);
  if (references === undefined) return undefined;
  const earlier = new Set<string>();
  for (const { id } of passes) {
    const names = await read(id);
    if (names === undefined) return undefined;
    for (const name of names.keys()) earlier.add(name);
  }
  // Many passes within an hour have nearly the same names.
  if (earlier.size > sizes.sweepNames && prefix.length < longestPrefix) return undefined;
  return { references, earlier };
}

/**
 * `young`: an object with a younger version is no candidate at all. `removable`: one that has none younger
 * than this may be removed.
 */
async function removableBefore({
  ports,
  lease,
  state,
  faults,
  sizes,
}: SweepPass): Promise<{ young: number; removable: number }> {
  const never = Number.NEGATIVE_INFINITY;
  // A partition that could not be read may refer to anything, and so may a table that was restored.
  if (faults.unread > 0 || (await currentEpoch(ports)).id !== lease.state.epoch)
    return { young: never, removable: never };
  const young = state.began - sizes.removableMilliseconds;
  const [first] = lease.state.earlier;
  const isEvidence = first !== undefined && first.ended <= state.began - sizes.betweenSweepsMilliseconds;
  return { young, removable: isEvidence ? Math.min(young, first.began) : never };
}

/** The versions under a prefix, one array per key, newest first. */
async function* objectVersions(
  archive: Objects,
  prefix: string,
): AsyncGenerator<[ObjectVersion, ...ObjectVersion[]]> {
  let versions: ObjectVersion[] = [];
  for await (const version of paginate((cursor) => archive.listVersions(prefix, cursor))) {
    if (isOf(versions) && versions[0].key !== version.key) {
      yield versions;
      versions = [];
    }
    versions.push(version);
  }
  if (isOf(versions)) yield versions;
}

const isOf = (versions: ObjectVersion[]): versions is [ObjectVersion, ...ObjectVersion[]] =>
  versions.length > 0;

/** Restores what is referred to and was not listed. */
async function restoreMissing(pass: SweepPass, missing: EntrySlice): Promise<void> {
  const docs = new Set([...missing.values()].flat().filter((doc) => doc !== noDocument));
  await mapConcurrent(concurrency, docs, (doc) =>
    pass.faults.guard(`DOC#${doc}`, () => restoreLostObjects(pass, doc)),
  );
}

/** The value of a reference that no document makes: the reading of a feed, which is only a cache. */
export const noDocument = '0'.repeat(32);
