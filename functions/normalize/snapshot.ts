/** Reads versions of an object as documents, and puts the documents' payloads into the archive. */
import { payloadId, serialize } from '../../core/document/documentIdentity.ts';
import { type Refusal, refuse } from '../../core/errors.ts';
import type { ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { readVersion } from '../../core/formats/readVersion.ts';
import type { ObjectInfo, ObjectVersion } from '../../core/ports/objects.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { payloadKey, refreshPayload } from '../../core/records/archive.ts';
import type { DocumentSource } from '../../core/records/document.ts';
import { findVersionReading, putVersionReading } from '../../core/records/versionReadings.ts';

export type SourceDocument = Omit<DocumentSource, 'token'>;

export type Snapshot =
  | { refusal: Refusal }
  | { feed: boolean; documents: Map<string, SourceDocument>; parts: RefusedMember[] };

type SnapshotPorts = Pick<Ports, 'inbox' | 'archive' | 'read' | 'clock' | 'thresholds'>;

/** How many archive objects are read concurrently. */
const concurrency = 16;

/** Reads a version, and puts its payloads into the archive. @returns `undefined` if the version is gone */
export async function readSnapshot(
  { archive, ...ports }: SnapshotPorts,
  info: ObjectInfo,
): Promise<Snapshot | undefined> {
  const { key, version, modified } = info;
  const documents = new Map<string, SourceDocument>();
  const parts: RefusedMember[] = [];
  const keep = async (doc: string, { part, format, charset, bytes, content, retrieved }: ReadMember) => {
    const serialized = serialize(content);
    const payload = payloadId(serialized);
    await archive.put(payloadKey(payload), serialized, { contentType: 'application/json' });
    documents.set(doc, {
      key,
      version,
      part,
      format,
      charset,
      bytes,
      payload,
      modified,
      ...(retrieved && { retrieved }),
    });
  };
  const read = await readVersion(ports, info, keep, (member) => parts.push(member));
  return read === undefined || 'refusal' in read ? read : { feed: read.feed, documents, parts };
}

/** All versions of a feed together. */
export interface MergedVersions {
  /** Each document as in the newest version that lists it. */
  documents: Map<string, SourceDocument>;
  /** How many earlier versions could not be read. */
  skipped: number;
}

/**
 * Merges the versions of a feed. Uses the readings that the archive remembers, and reads only the other
 * versions.
 *
 * @param versions oldest first; the last one is the current version
 * @param current the snapshot of the current version
 * @returns `undefined` if a version is gone
 */
export async function mergeVersions(
  ports: SnapshotPorts,
  versions: readonly ObjectVersion[],
  current: Snapshot,
): Promise<MergedVersions | undefined> {
  const newest = versions.at(-1);
  if (newest !== undefined) await rememberSnapshot(ports, newest, current);
  const remembered = await mapConcurrent(concurrency, versions.slice(0, -1), (version) =>
    recallSnapshot(ports, version),
  );
  const documents = new Map<string, SourceDocument>();
  let skipped = 0;
  for (const [i, version] of versions.entries()) {
    const snapshot =
      version === newest ? current : (remembered[i] ?? (await readAndRemember(ports, version)));
    if (snapshot === undefined) return undefined;
    if ('refusal' in snapshot) skipped++;
    else if (snapshot.feed) for (const [doc, source] of snapshot.documents) documents.set(doc, source);
  }
  const fromMemory = new Set(
    versions.filter((_, i) => remembered[i] !== undefined).map(({ version }) => version),
  );
  const sources = [...documents.values()].filter(({ version }) => fromMemory.has(version));
  return (await restorePayloads(ports, versions, sources)) ? { documents, skipped } : undefined;
}

/**
 * A sweep may have removed the payloads of remembered versions. This reads such versions again.
 *
 * @returns whether all payloads are in the archive; `false` if a version is gone
 */
async function restorePayloads(
  ports: SnapshotPorts,
  versions: readonly ObjectVersion[],
  sources: readonly SourceDocument[],
): Promise<boolean> {
  const present = await mapConcurrent(concurrency, sources, ({ payload }) => refreshPayload(ports, payload));
  const incomplete = new Set(sources.filter((_, i) => !present[i]).map(({ version }) => version));
  for (const version of versions) {
    if (incomplete.has(version.version) && (await readAndRemember(ports, version)) === undefined)
      return false;
  }
  return true;
}

async function readAndRemember(ports: SnapshotPorts, version: ObjectVersion): Promise<Snapshot | undefined> {
  const info = await ports.inbox.head(version.key, version.version);
  const snapshot = info && (await readSnapshot(ports, info));
  if (snapshot !== undefined) await rememberSnapshot(ports, version, snapshot);
  return snapshot;
}

async function recallSnapshot(
  { archive }: SnapshotPorts,
  { key, version, modified, etag }: ObjectVersion,
): Promise<Snapshot | undefined> {
  const read = await findVersionReading(archive, { key, version, etag });
  if (read === undefined) return undefined;
  if (read.refusal !== undefined) return { refusal: refuse(read.refusal.code, read.refusal.evidence) };
  const documents = read.documents.map(({ doc, ...source }): [string, SourceDocument] => [
    doc,
    { key, version, modified, ...source },
  ]);
  return { feed: read.feed, documents: new Map(documents), parts: [] };
}

/** Does not remember that a version is in cold storage or encrypted: it may become readable. */
async function rememberSnapshot(
  { archive }: SnapshotPorts,
  version: ObjectVersion,
  snapshot: Snapshot,
): Promise<void> {
  if ('refusal' in snapshot) {
    const { code, evidence } = snapshot.refusal;
    if (code !== 'input.unreadable')
      await putVersionReading(archive, version, { feed: false, refusal: { code, evidence }, documents: [] });
    return;
  }
  const documents = [...snapshot.documents].map(
    ([doc, { key: _, version: __, modified: ___, ...source }]) => ({ doc, ...source }),
  );
  await putVersionReading(archive, version, { feed: snapshot.feed, documents });
}
