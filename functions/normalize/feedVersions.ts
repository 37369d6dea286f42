/** Merges the versions of a feed, of which the newest alone is read if the archive remembers the others. */
import type { ObjectVersion } from '../../core/ports/objects.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { type DocumentSource, saysTheSame } from '../../core/records/document.ts';
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
  /** Each document as the newest version that lists it has it, and from the first version that has it so. */
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

/** A remembered reading of the first versions, and the place of the last of these. */
type Base = FeedReading & { last: number };

/** Nothing is remembered. */
const nothing: Base = { skipped: 0, unreadable: [], documents: [], last: -1 };

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
  await rememberSnapshot(ports, newest, current);
  const base = await findBase(ports, newest.key, states, applied);
  const isSame = state === applied; // an event about it, perhaps that of a restoration
  const retry = new Set(isSame ? base.unreadable : base.unreadable.slice(-retried));
  return mergeOnto(ports, versions, current, { base, retry, newest, state });
}

async function mergeOnto(
  ports: ReadPorts,
  versions: readonly ObjectVersion[],
  current: ReadSnapshot,
  merge: { base: Base; retry: ReadonlySet<string>; newest: ObjectVersion; state: string },
): Promise<MergedVersions | 'unfinished' | undefined> {
  const { base, retry, newest, state } = merge;
  const earlier = versions.slice(0, -1);
  const left = new Set(base.unreadable);
  const pending = earlier.filter(
    ({ version }, i) => retry.has(version) || (i > base.last && !left.has(version)),
  );
  const fresh = new Set(current.fresh ? [newest.version] : []);
  const snapshots = await recallOrRead(ports, pending, fresh);

  const { key } = newest;
  const documents = new Map(
    base.documents.map(({ doc, ...source }): [string, DocumentSource] => [doc, { key, ...source }]),
  );
  let { skipped } = base;
  const unreadable = new Set(base.unreadable);
  for (const [i, version] of pending.entries()) {
    const snapshot = snapshots[i];
    if (snapshot === undefined || snapshot === 'unfinished') return snapshot;
    unreadable.delete(version.version);
    if ('refusal' in snapshot) {
      if (isUnreadable(snapshot)) unreadable.add(version.version);
      else skipped++;
    } else if (earlier.indexOf(version) <= base.last) {
      // Versions are merged in their order: this one may say something else in between.
      const anew = { ...nothing, unreadable: base.unreadable };
      return mergeOnto(ports, versions, current, { ...merge, base: anew });
    } else if (snapshot.feed) mergeInto(documents, snapshot.documents);
  }
  mergeInto(documents, current.documents);
  const inOrder = earlier.map(({ version }) => version).filter((version) => unreadable.has(version));
  await putFeedReading(ports.archive, key, state, {
    skipped,
    unreadable: inOrder,
    documents: [...documents].map(([doc, { key: _, ...source }]) => ({ doc, ...source })),
  });
  return { documents, fresh, skipped: skipped + unreadable.size, unreadable: inOrder };
}

/**
 * @param fresh gets the versions that had to be read
 * @returns for each version what it holds; `undefined` if it is gone
 */
async function recallOrRead(
  ports: ReadPorts,
  versions: readonly ObjectVersion[],
  fresh: Set<string>,
): Promise<(RememberedSnapshot | 'unfinished' | undefined)[]> {
  let advanced = false;
  const read = async (version: ObjectVersion) => {
    fresh.add(version.version);
    const snapshot = await readAndRemember(ports, version);
    if (typeof snapshot !== 'object' || !isUnreadable(snapshot)) advanced = true;
    return snapshot;
  };
  const snapshots = await mapConcurrent(concurrency, versions, async (version) => {
    const recalled = await recallSnapshot(ports, version);
    if (recalled !== undefined) return recalled;
    return ports.execution.isOver() ? 'unfinished' : read(version);
  });
  // The archive has to remember one more. What cannot be read is not remembered: the next execution would
  // begin with it again, and get no further.
  for (const [i, version] of versions.entries())
    if (snapshots[i] === 'unfinished' && !advanced) snapshots[i] = await read(version);
  return snapshots;
}

/** Whether the version may become readable. */
function isUnreadable(snapshot: RememberedSnapshot): boolean {
  return 'refusal' in snapshot && snapshot.refusal.code === 'input.unreadable';
}

/**
 * Takes each document of the next version. One that is as before keeps its source, so that a version with one
 * new item writes the rows of one.
 */
function mergeInto(documents: Map<string, DocumentSource>, added: ReadonlyMap<string, DocumentSource>): void {
  for (const [doc, source] of added) {
    const before = documents.get(doc);
    if (before === undefined || !saysTheSame(before, source)) documents.set(doc, source);
  }
}

/** The remembered reading of as many versions as possible. */
async function findBase(
  { archive }: ReadPorts,
  key: string,
  states: readonly string[],
  applied: string | undefined,
): Promise<Base> {
  const newest = states.length - 1;
  // Usually the state before the newest version; if several arrived at once, the applied state.
  const candidates = new Set([newest - 1, states.indexOf(applied ?? ''), newest]);
  for (const last of candidates) {
    const fingerprint = newest > 0 ? states[last] : undefined;
    const found = fingerprint && (await findFeedReading(archive, key, fingerprint));
    if (found) return { ...found, last };
  }
  return nothing;
}
