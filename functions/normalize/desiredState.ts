/** The truth about a key of the inbox: what the bucket holds there now, read into documents. Nothing here writes a row. */

import type { Refusal } from '../../core/errors.ts';
import type { RefusedMember } from '../../core/formats/format.ts';
import { readerVersion } from '../../core/formats/readerVersion.ts';
import { hash } from '../../core/hash.ts';
import type { ObjectInfo, Objects, ObjectVersion } from '../../core/ports/objects.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { Claim } from '../../core/records/claim.ts';
import { mergeVersions, readSnapshot, type SourceDocument } from './snapshot.ts';

export interface DesiredState {
  /** Equal truths have equal marks: which versions count, and which reader read them. */
  fingerprint: string;
  /** The current version; absent where the key is deleted or never was. */
  current?: ObjectInfo;
  feed: boolean;
  documents: Map<string, SourceDocument>;
  /** Members of the current version that could not be read; those of a feed's earlier versions are nobody's to mend. */
  parts: RefusedMember[];
  /** How many earlier versions of a feed could not be read. */
  skipped?: number;
  /** The current version could not be read at all. */
  refusal?: Refusal;
}

/** Where the documents of a key can be read from, before any of it is read. */
export interface InboxObservation {
  fingerprint: string;
  current?: ObjectInfo;
  /** For a feed: every version since its last delete marker, the oldest first. */
  versions?: ObjectVersion[];
}

/** What is known of a version without reading it again. */
export interface Verdict {
  version: string;
  refusal: Refusal;
}

/** Looks without reading: cheap enough to find out that nothing has changed. `undefined`: it changed under our eyes, look again. */
export async function inspect(
  inbox: Objects,
  key: string,
  claim: Claim | undefined,
): Promise<InboxObservation | undefined> {
  const current = await inbox.head(key);
  if (current === undefined) return { fingerprint: 'none' };
  if (!claim?.feed) return { fingerprint: fingerprintOf([current]), current };
  const versions = await versionsThatCount(inbox, current);
  return versions && { fingerprint: fingerprintOf(versions), current, versions };
}

function fingerprintOf(versions: readonly { version: string; etag: string }[]): string {
  return hash(readerVersion, ...versions.flatMap(({ version, etag }) => [version, etag]));
}

/**
 * A feed shows only its newest items, so its earlier versions count too, back to its last deletion. `undefined`: the newest of them is
 * not the current version that was seen before.
 */
async function versionsThatCount(inbox: Objects, current: ObjectInfo): Promise<ObjectVersion[] | undefined> {
  const counting: ObjectVersion[] = [];
  for await (const version of paginate((cursor) => inbox.listVersions(current.key, cursor))) {
    if (version.key !== current.key || version.deleted) break; // versions of a key come newest first, longer keys after it
    counting.unshift(version);
  }
  return counting.at(-1)?.version === current.version ? counting : undefined;
}

/** The truth about what was sighted, where the verdict is about its current version. */
export function applyVerdict(
  { fingerprint, current }: InboxObservation,
  verdict: Verdict | undefined,
): DesiredState | undefined {
  if (verdict === undefined || current?.version !== verdict.version) return undefined;
  return refused(fingerprint, current, verdict.refusal);
}

function refused(fingerprint: string, current: ObjectInfo, refusal: Refusal): DesiredState {
  return { fingerprint, current, feed: false, documents: new Map(), parts: [], refusal };
}

/** Reads what was sighted, putting payloads into the archive as they come. `undefined`: it changed under our hands, sight again. */
export async function readDesiredState(
  ports: Pick<Ports, 'inbox' | 'archive' | 'read' | 'clock'>,
  observation: InboxObservation,
): Promise<DesiredState | undefined> {
  const { current } = observation;
  if (current === undefined)
    return { fingerprint: observation.fingerprint, feed: false, documents: new Map(), parts: [] };
  const reading = await readSnapshot(ports, current);
  if (reading === undefined) return undefined;
  if ('refusal' in reading) return refused(observation.fingerprint, current, reading.refusal);
  if (!reading.feed) return { fingerprint: observation.fingerprint, current, ...reading };

  const versions = observation.versions ?? (await versionsThatCount(ports.inbox, current));
  const union = versions && (await mergeVersions(ports, versions, reading));
  return (
    union && { fingerprint: fingerprintOf(versions), current, feed: true, ...union, parts: reading.parts }
  );
}
