/** The truth about a key of the inbox: what the bucket holds there now, read into documents. Nothing here writes a row. */
import { hash, payloadId, serialize } from '../../core/document/identity.ts';
import type { Refusal } from '../../core/errors.ts';
import type { ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { readerVersion } from '../../core/formats/read.ts';
import { readVersion } from '../../core/formats/readVersion.ts';
import { every, type ObjectInfo, type Objects, type ObjectVersion, type Ports } from '../../core/ports.ts';
import { payloadKey } from '../../core/records/archive.ts';
import type { Claim } from '../../core/records/claim.ts';
import type { From } from '../../core/records/document.ts';

export type Source = Omit<From, 'token'>;

export interface Truth {
  /** Equal truths have equal marks: which versions count, and which reader read them. */
  mark: string;
  /** The current version; absent where the key is deleted or never was. */
  current?: ObjectInfo;
  feed: boolean;
  documents: Map<string, Source>;
  /** Members of the current version that could not be read; those of a feed's earlier versions are nobody's to mend. */
  parts: RefusedMember[];
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

type Sources = Pick<Ports, 'inbox' | 'archive' | 'read'>;

/** Looks without reading: cheap enough to find out that nothing has changed. `undefined`: it changed under our eyes, look again. */
export async function sight(inbox: Objects, key: string, claim: Claim | undefined): Promise<Sighting | undefined> {
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

/** Reads what was sighted, putting payloads into the archive as they come. `undefined`: it changed under our hands, sight again. */
export async function readTruth(ports: Sources, sighting: Sighting): Promise<Truth | undefined> {
  const { current } = sighting;
  if (current === undefined) return { mark: sighting.mark, feed: false, documents: new Map(), parts: [] };
  const reading = await readSnapshot(ports, current);
  if (reading === undefined) return undefined;
  if ('refusal' in reading) return { mark: sighting.mark, current, feed: false, documents: new Map(), parts: [], refusal: reading.refusal };
  if (!reading.feed) return { mark: sighting.mark, current, ...reading };

  const versions = sighting.versions ?? (await versionsThatCount(ports.inbox, current));
  if (versions === undefined) return undefined;
  const documents = new Map<string, Source>();
  for (const { version } of versions) {
    const info = version === current.version ? current : await ports.inbox.head(current.key, version);
    const snapshot = version === current.version ? reading : info && (await readSnapshot(ports, info));
    if (snapshot === undefined) return undefined;
    if ('refusal' in snapshot || !snapshot.feed) continue;
    for (const [doc, source] of snapshot.documents) documents.set(doc, source);
  }
  return { mark: markOf(versions), current, feed: true, documents, parts: reading.parts };
}

type Snapshot = { refusal: Refusal } | { feed: boolean; documents: Map<string, Source>; parts: RefusedMember[] };

/** Reads one version of an object, putting its payloads into the archive. `undefined`: it is gone. */
async function readSnapshot({ archive, ...ports }: Sources, info: ObjectInfo): Promise<Snapshot | undefined> {
  const { key, version, modified } = info;
  const documents = new Map<string, Source>();
  const parts: RefusedMember[] = [];
  const keep = async (doc: string, { part, format, charset, bytes, content }: ReadMember) => {
    const serialized = serialize(content);
    const payload = payloadId(serialized);
    await archive.put(payloadKey(payload), serialized, { contentType: 'application/json' });
    documents.set(doc, { key, version, part, format, charset, bytes, payload, modified });
  };
  const read = await readVersion(ports, info, keep, (member) => parts.push(member));
  return read === undefined || 'refusal' in read ? read : { feed: read.feed, documents, parts };
}
