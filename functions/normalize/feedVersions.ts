/** Merges the versions of a feed, of which the newest alone is read if the archive remembers the others. */
import type { ObjectVersion } from '../../core/ports/objects.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { DocumentSource } from '../../core/records/document.ts';
import {
  type FeedReading,
  findFeedReading,
  putFeedReading,
  stateFingerprints,
} from '../../core/records/feedReadings.ts';
import {
  type ReadPorts,
  type ReadSnapshot,
  type RememberedSnapshot,
  readAndRemember,
  recallSnapshot,
  rememberSnapshot,
} from './snapshot.ts';

/** All versions of a feed together. */
export interface MergedVersions {
  /** Each document as in the newest version that lists it. */
  documents: Map<string, DocumentSource>;
  /** Versions that were read just now, not recalled. */
  fresh: Set<string>;
  /** How many versions could not be read, those that may become readable included. */
  skipped: number;
  unreadable: string[];
}

/** How many versions are recalled or read concurrently. */
const concurrency = 8;
/** How many unreadable versions are tried again whenever a new version arrives. */
const retried = 16;

/**
 * @param versions oldest first; the last one is the current version
 * @param current the snapshot of the current version
 * @param applied the fingerprint of the state that the claim has applied
 * @param reader by which fingerprints are made
 * @returns `undefined` if a version is gone; 'unfinished' if the execution is over: the archive remembers the
 *   versions that were read, at least one more each time
 */
export async function mergeVersions(
  ports: ReadPorts,
  versions: readonly ObjectVersion[],
  current: ReadSnapshot,
  { applied, reader }: { applied: string | undefined; reader: string },
): Promise<MergedVersions | 'unfinished' | undefined> {
  const states = stateFingerprints(versions, reader);
  const [newest, state] = [versions.at(-1), states.at(-1)];
  if (newest === undefined || state === undefined) return undefined;
  const { key } = newest;
  await rememberSnapshot(ports, newest, current);
  const base = await findBase(ports, key, states, applied);
  const isSame = state === applied; // an event about it, perhaps that of a restoration
  const retry = new Set(isSame ? base.unreadable : base.unreadable.slice(-retried));
  const fresh = new Set(current.fresh ? [newest.version] : []);
  const pending = versions.filter(
    ({ version }, i) => (i > base.last && version !== newest.version) || retry.has(version),
  );
  let advanced = false;
  const read = async (version: ObjectVersion) => {
    fresh.add(version.version);
    const snapshot = await readAndRemember(ports, version);
    if (typeof snapshot !== 'object' || !isUnreadable(snapshot)) advanced = true;
    return snapshot;
  };
  const snapshots = await mapConcurrent(concurrency, pending, async (version) => {
    const recalled = await recallSnapshot(ports, version);
    if (recalled !== undefined) return recalled;
    return ports.execution.isOver() ? 'unfinished' : read(version);
  });
  // The archive has to remember one more. What cannot be read is not remembered: the next execution would
  // begin with it again, and get no further.
  for (const [i, version] of pending.entries())
    if (snapshots[i] === 'unfinished' && !advanced) snapshots[i] = await read(version);

  const ages = new Map(versions.map(({ version }, i) => [version, i]));
  const documents = new Map(
    base.documents.map(({ doc, ...source }): [string, DocumentSource] => [doc, { key, ...source }]),
  );
  let { skipped } = base;
  const unreadable = new Set(base.unreadable);
  for (const [i, version] of [...pending, newest].entries()) {
    const snapshot = i === pending.length ? current : snapshots[i];
    if (snapshot === undefined) return undefined;
    if (snapshot === 'unfinished') return snapshot;
    unreadable.delete(version.version);
    if ('refusal' in snapshot) {
      if (isUnreadable(snapshot)) unreadable.add(version.version);
      else skipped++;
    } else if (snapshot.feed) mergeInto(documents, snapshot.documents, ages);
  }
  const inOrder = versions.map(({ version }) => version).filter((version) => unreadable.has(version));
  await putFeedReading(ports.archive, key, state, {
    skipped,
    unreadable: inOrder,
    documents: [...documents].map(([doc, { key: _, ...source }]) => ({ doc, ...source })),
  });
  return { documents, fresh, skipped: skipped + unreadable.size, unreadable: inOrder };
}

/** Whether the version may become readable. */
function isUnreadable(snapshot: RememberedSnapshot): boolean {
  return 'refusal' in snapshot && snapshot.refusal.code === 'input.unreadable';
}

/** Takes each document unless a newer version lists it. */
function mergeInto(
  documents: Map<string, DocumentSource>,
  added: ReadonlyMap<string, DocumentSource>,
  ages: ReadonlyMap<string, number>,
): void {
  const ageOf = (source: DocumentSource | undefined) => ages.get(source?.version ?? '') ?? 0;
  for (const [doc, source] of added)
    if (ageOf(documents.get(doc)) <= ageOf(source)) documents.set(doc, source);
}

/**
 * The remembered reading of as many versions as possible.
 *
 * @returns with the place of the last version that it includes; -1 if nothing is remembered
 */
async function findBase(
  { archive }: ReadPorts,
  key: string,
  states: readonly string[],
  applied: string | undefined,
): Promise<FeedReading & { last: number }> {
  const newest = states.length - 1;
  // Usually the state before the newest version; if several arrived at once, the applied state.
  const candidates = new Set([newest - 1, states.indexOf(applied ?? ''), newest]);
  for (const last of candidates) {
    const fingerprint = newest > 0 ? states[last] : undefined;
    const found = fingerprint && (await findFeedReading(archive, key, fingerprint));
    if (found) return { ...found, last };
  }
  return { skipped: 0, unreadable: [], documents: [], last: -1 };
}
