/** The truth about a key of the inbox: what the bucket holds there now, read into documents. Nothing here writes a row. */
import { hash } from '../../core/document/identity.ts';
import type { Refusal } from '../../core/errors.ts';
import type { RefusedMember } from '../../core/formats/format.ts';
import { readerVersion } from '../../core/formats/readerVersion.ts';
import {
  every,
  type ObjectInfo,
  type Objects,
  type ObjectVersion,
  type Ports,
} from '../../core/protocol/ports.ts';
import type { Claim } from '../../core/records/claim.ts';
import { readSnapshot, type Source, unite } from './snapshot.ts';

export interface Truth {
  /** Equal truths have equal marks: which versions count, and which reader read them. */
  mark: string;
  /** The current version; absent where the key is deleted or never was. */
  current?: ObjectInfo;
  feed: boolean;
  documents: Map<string, Source>;
  /** Members of the current version that could not be read; those of a feed's earlier versions are nobody's to mend. */
  parts: RefusedMember[];
  /** How many earlier versions of a feed could not be read. */
  skipped?: number;
  /** The current version could not be read at all. */
  refusal?: Refusal;
}

/** Where the documents of a key can be read from, before any of it is read. */
export interface Sighting {
  mark: string;
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
export async function sight(
  inbox: Objects,
  key: string,
  claim: Claim | undefined,
): Promise<Sighting | undefined> {
  const current = await inbox.head(key);
  if (current === undefined) return { mark: 'none' };
  if (!claim?.feed) return { mark: markOf([current]), current };
  const versions = await versionsThatCount(inbox, current);
  return versions && { mark: markOf(versions), current, versions };
}

function markOf(versions: readonly { version: string; etag: string }[]): string {
  return hash(readerVersion, ...versions.flatMap(({ version, etag }) => [version, etag]));
}

/**
 * A feed shows only its newest items, so its earlier versions count too, back to its last deletion. `undefined`: the newest of them is
 * not the current version that was seen before.
 */
async function versionsThatCount(inbox: Objects, current: ObjectInfo): Promise<ObjectVersion[] | undefined> {
  const counting: ObjectVersion[] = [];
  for await (const version of every((cursor) => inbox.listVersions(current.key, cursor))) {
    if (version.key !== current.key || version.deleted) break; // versions of a key come newest first, longer keys after it
    counting.unshift(version);
  }
  return counting.at(-1)?.version === current.version ? counting : undefined;
}

/** The truth about what was sighted, where the verdict is about its current version. */
export function judged({ mark, current }: Sighting, verdict: Verdict | undefined): Truth | undefined {
  if (verdict === undefined || current?.version !== verdict.version) return undefined;
  return refused(mark, current, verdict.refusal);
}

function refused(mark: string, current: ObjectInfo, refusal: Refusal): Truth {
  return { mark, current, feed: false, documents: new Map(), parts: [], refusal };
}

/** Reads what was sighted, putting payloads into the archive as they come. `undefined`: it changed under our hands, sight again. */
export async function readTruth(
  ports: Pick<Ports, 'inbox' | 'archive' | 'read' | 'clock'>,
  sighting: Sighting,
): Promise<Truth | undefined> {
  const { current } = sighting;
  if (current === undefined) return { mark: sighting.mark, feed: false, documents: new Map(), parts: [] };
  const reading = await readSnapshot(ports, current);
  if (reading === undefined) return undefined;
  if ('refusal' in reading) return refused(sighting.mark, current, reading.refusal);
  if (!reading.feed) return { mark: sighting.mark, current, ...reading };

  const versions = sighting.versions ?? (await versionsThatCount(ports.inbox, current));
  const union = versions && (await unite(ports, versions, reading));
  return union && { mark: markOf(versions), current, feed: true, ...union, parts: reading.parts };
}
