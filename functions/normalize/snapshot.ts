/** Reads versions of an object as documents, and puts the documents' payloads into the archive. */
import { payloadId, serialize } from '../../core/document/documentIdentity.ts';
import { type Refusal, refuse, TransientFault } from '../../core/errors.ts';
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

export type ReadPorts = Pick<Ports, 'inbox' | 'archive' | 'read'>;
type SnapshotPorts = ReadPorts & Pick<Ports, 'clock' | 'thresholds'>;

/** How many archive objects are read concurrently. */
const concurrency = 16;

/** Reads a version, and puts its payloads into the archive. @returns `undefined` if the version is gone */
export async function readSnapshot(
  { archive, ...ports }: ReadPorts,
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

/**
 * Makes sure that the archive has the payloads of remembered versions, and that no sweep is about to remove
 * them. Versions whose payloads are gone are read again.
 *
 * @throws TransientFault if such a version is gone: a message about that follows
 */
export async function restorePayloads(
  ports: SnapshotPorts,
  sources: readonly SourceDocument[],
): Promise<void> {
  const present = await mapConcurrent(concurrency, sources, ({ payload }) => refreshPayload(ports, payload));
  const incomplete = new Map(sources.filter((_, i) => !present[i]).map((source) => [source.version, source]));
  for (const version of incomplete.values()) {
    const info = await ports.inbox.head(version.key, version.version);
    if (info === undefined || (await readSnapshot(ports, info)) === undefined)
      throw new TransientFault('A version of a feed is gone whose payloads the archive has lost.');
  }
}

export async function readAndRemember(
  ports: ReadPorts,
  version: ObjectVersion,
): Promise<Snapshot | undefined> {
  const info = await ports.inbox.head(version.key, version.version);
  const snapshot = info && (await readSnapshot(ports, info));
  if (snapshot !== undefined) await rememberSnapshot(ports, version, snapshot);
  return snapshot;
}

/** A version as the archive remembers it; `undefined` if it does not. */
export async function recallSnapshot(
  { archive }: ReadPorts,
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
export async function rememberSnapshot(
  { archive }: ReadPorts,
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
