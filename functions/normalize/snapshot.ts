/** One version of an object as documents, whose payloads lie in the archive. */
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

type SnapshotPorts = Pick<Ports, 'inbox' | 'archive' | 'read' | 'clock'>;

/** Readings and payloads looked up side by side. */
const atOnce = 16;

/** Reads a version, putting its payloads into the archive. `undefined`: it is gone. */
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

/** What the versions of a feed come to. */
export interface MergedVersions {
  /** A document says what the newest version that holds it says. */
  documents: Map<string, SourceDocument>;
  /** Earlier versions that could not be read. */
  skipped: number;
}

/**
 * Reads those versions of a feed that were not read before, and recalls the others.
 *
 * @param versions the oldest first, the last being the current one
 * @param current what that one was read as
 * @returns `undefined`: a version is gone
 */
export async function mergeVersions(
  ports: SnapshotPorts,
  versions: readonly ObjectVersion[],
  current: Snapshot,
): Promise<MergedVersions | undefined> {
  const newest = versions.at(-1);
  if (newest !== undefined) await remember(ports, newest, current);
  const recalled = await mapConcurrent(atOnce, versions.slice(0, -1), (version) => recall(ports, version));
  const documents = new Map<string, SourceDocument>();
  let skipped = 0;
  for (const [i, version] of versions.entries()) {
    const snapshot = version === newest ? current : (recalled[i] ?? (await readEarlier(ports, version)));
    if (snapshot === undefined) return undefined;
    if ('refusal' in snapshot) skipped++;
    else if (snapshot.feed) for (const [doc, source] of snapshot.documents) documents.set(doc, source);
  }
  const remembered = new Set(
    versions.filter((_, i) => recalled[i] !== undefined).map(({ version }) => version),
  );
  const sources = [...documents.values()].filter(({ version }) => remembered.has(version));
  const kept = await mapConcurrent(atOnce, sources, ({ payload }) => refreshPayload(ports, payload));
  const lost = new Set(sources.filter((_, i) => !kept[i]).map(({ version }) => version));
  for (const version of versions) {
    if (lost.has(version.version) && (await readEarlier(ports, version)) === undefined) return undefined;
  }
  return { documents, skipped };
}

async function readEarlier(ports: SnapshotPorts, version: ObjectVersion): Promise<Snapshot | undefined> {
  const info = await ports.inbox.head(version.key, version.version);
  const snapshot = info && (await readSnapshot(ports, info));
  if (snapshot !== undefined) await remember(ports, version, snapshot);
  return snapshot;
}

async function recall(
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

/** What is in cold storage or locked may be readable one day. */
async function remember(
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
