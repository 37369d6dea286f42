/**
 * Reads the desired state of an inbox key: the documents in what the bucket holds there now. Nothing here
 * writes a row.
 */

import { ObjectUnreadable, type Refusal } from '../../core/errors.ts';
import type { RefusedMember } from '../../core/formats/format.ts';
import type { ObjectInfo, Objects, ObjectVersion } from '../../core/ports/objects.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Claim } from '../../core/records/claim.ts';
import type { DocumentSource } from '../../core/records/document.ts';
import { stateFingerprints } from '../../core/records/feedReadings.ts';
import { mergeVersions } from './feedVersions.ts';
import { isSamePut, type ReadPorts, type ReadSnapshot, readSnapshot } from './snapshot.ts';

export interface DesiredState {
  /**
   * Identifies the versions that count and the reader that read them. Equal states have equal fingerprints.
   */
  fingerprint: string;
  /** The reader by which the fingerprint was made. */
  reader: string;
  /** The current version; absent if the key is deleted or was never put. */
  current?: ObjectInfo;
  feed: boolean;
  documents: Map<string, DocumentSource>;
  /**
   * Members of the current version that could not be read. Those of a feed's earlier versions are not
   * reported.
   */
  parts: RefusedMember[];
  /** How many entries it has, if it is a file of the authority. */
  entries?: number;
  /** Versions that were read just now, so that their payloads are new in the archive. */
  fresh: ReadonlySet<string>;
  /** How many earlier versions of a feed could not be read. */
  skipped?: number;
  /** Versions that count and cannot be read now but may become readable, oldest first. */
  unreadable: string[];
  /** The current version as it was read. */
  snapshot?: ReadSnapshot;
  /** Why the current version could not be read at all. */
  refusal?: Refusal;
}

/** Which versions of a key count, before any of them is read. */
export interface InboxObservation {
  fingerprint: string;
  reader: string;
  current?: ObjectInfo;
  /** For a feed: every version since its last delete marker, oldest first. */
  versions?: ObjectVersion[];
}

/** The known refusal of a version, which need not be read again. */
export interface Verdict {
  version: string;
  refusal: Refusal;
}

/**
 * Finds out which versions of a key count, without reading them: a cheap check whether anything has changed.
 *
 * @param reader by which the fingerprint is made
 * @returns `undefined` if the object changed during the check; inspect again
 */
export async function inspect(
  inbox: Objects,
  key: string,
  claim: Claim | undefined,
  reader: string,
): Promise<InboxObservation | undefined> {
  const current = await inbox.head(key);
  if (current === undefined) return { fingerprint: fingerprintOf([], reader), reader };
  if (!claim?.feed) return { fingerprint: fingerprintOf([current], reader), reader, current };
  const versions = await listFeedVersions(inbox, current);
  return versions && { fingerprint: fingerprintOf(versions, reader), reader, current, versions };
}

/** The same observation of an object that is no feed, to be read by this reader. */
export function observedFor(observation: InboxObservation, reader: string): InboxObservation {
  const { current } = observation;
  const fingerprint = fingerprintOf(current === undefined ? [] : [current], reader);
  return { ...observation, fingerprint, reader };
}

/** Of what counts now: an object that is not there, or was deleted, has no version that counts. */
function fingerprintOf(
  versions: readonly Pick<ObjectVersion, 'version' | 'etag' | 'modified'>[],
  reader: string,
): string {
  return stateFingerprints(versions, reader).at(-1) ?? 'none';
}

/**
 * A feed lists only its newest items, so its earlier versions count too, back to its last deletion.
 *
 * @returns oldest first; `undefined` if the newest one is no longer the given current version, as it was put
 */
async function listFeedVersions(inbox: Objects, current: ObjectInfo): Promise<ObjectVersion[] | undefined> {
  const versions: ObjectVersion[] = [];
  for await (const version of paginate((cursor) => inbox.listVersions(current.key, cursor))) {
    // S3 lists the versions of a key newest first, then longer keys with the same prefix.
    if (version.key !== current.key || version.deleted) break;
    versions.unshift(version);
  }
  const newest = versions.at(-1);
  return newest !== undefined && isSamePut(newest, current) ? versions : undefined;
}

/** The desired state if the verdict is about the observed current version; otherwise `undefined`. */
export function applyVerdict(
  observation: InboxObservation,
  verdict: Verdict | undefined,
): DesiredState | undefined {
  const { current } = observation;
  if (verdict === undefined || current?.version !== verdict.version) return undefined;
  return refusedState(observation, current, verdict.refusal);
}

function refusedState(
  { fingerprint, reader }: InboxObservation,
  current: ObjectInfo,
  refusal: Refusal,
): DesiredState {
  const unreadable = refusal.code === 'input.unreadable' ? [current.version] : [];
  return { ...noDocuments(), fingerprint, reader, current, refusal, unreadable };
}

function noDocuments(): Omit<DesiredState, 'fingerprint' | 'reader'> {
  return { feed: false, documents: new Map(), parts: [], fresh: new Set(), unreadable: [] };
}

/**
 * Reads the observed versions, and puts their payloads into the archive.
 *
 * @param applied the fingerprint of the state that the claim has applied
 * @returns `undefined` if the object changed meanwhile; inspect again. 'unfinished' if the execution is over
 *   and the next one has to go on
 */
export async function readDesiredState(
  ports: ReadPorts,
  observation: InboxObservation,
  applied: string | undefined,
): Promise<DesiredState | 'unfinished' | undefined> {
  const { fingerprint, reader, current, versions: observed } = observation;
  if (current === undefined) return { ...noDocuments(), fingerprint, reader };
  const reading = await readSnapshot(ports, current);
  if (reading === undefined || reading === 'unfinished') return reading;
  if ('refusal' in reading) return refusedState(observation, current, reading.refusal);
  const { feed } = reading;
  // Rows may be refused, which is no part of the reading.
  const [documents, parts] = [new Map(reading.documents), [...reading.parts]];
  const fresh = new Set(reading.fresh ? [current.version] : []);
  if (!feed) {
    const entries = reading.entries === undefined ? {} : { entries: reading.entries };
    const read = { documents, parts, ...entries, fresh, snapshot: reading };
    return { ...noDocuments(), fingerprint, reader, current, ...read };
  }

  const versions = observed ?? (await listFeedVersions(ports.inbox, current));
  const merged = versions && (await mergeVersions(ports, versions, reading, { applied, reader }));
  if (versions === undefined || merged === undefined) return undefined;
  if (merged === 'unfinished') return merged;
  const state = { fingerprint: fingerprintOf(versions, reader), reader, current, feed };
  return { ...state, ...merged, parts, snapshot: reading };
}

/** Whether one of these versions can be read now, although normalize could not read it. */
export async function isReadableAgain(
  inbox: Objects,
  key: string,
  versions: readonly string[],
): Promise<boolean> {
  for (const version of versions) {
    try {
      if ((await inbox.get(key, { version, range: { start: 0, end: 0 } })) !== undefined) return true;
    } catch (error) {
      if (!(error instanceof ObjectUnreadable)) throw error;
    }
  }
  return false;
}
