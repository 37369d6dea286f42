/** Reads versions of an object as documents, and puts the documents' payloads into the archive. */

import { packPayload } from '../../core/document/packPayload.ts';
import { isNumbered } from '../../core/document/revision.ts';
import { type Refusal, refuse, TransientFault } from '../../core/errors.ts';
import type { ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { type ReadingProgress, readVersionFrom } from '../../core/formats/readObjectVersion.ts';
import type { ObjectInfo, ObjectVersion } from '../../core/ports/objects.ts';
import { InFlight } from '../../core/protocol/inFlight.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { putPayload, refreshPayload } from '../../core/records/archive.ts';
import {
  type ContainerReading,
  findContainerReading,
  putContainerReading,
  refusedMembersOf,
} from '../../core/records/containerReadings.ts';
import type { DocumentSource } from '../../core/records/document.ts';
import { findVersionReading, putVersionReading } from '../../core/records/versionReadings.ts';
import type { NormalizeExecution } from './execution.ts';

export interface ReadSnapshot {
  feed: boolean;
  documents: Map<string, DocumentSource>;
  parts: RefusedMember[];
  /** How many entries it has, if it is a file of the authority. */
  entries?: number;
  /** All of it was read just now, so its payloads are new in the archive. */
  fresh: boolean;
  /** The archive has all of it for the next execution. */
  noted: boolean;
  ordinals: Map<string, number>;
}
export type Snapshot = { refusal: Refusal } | ReadSnapshot;
/** What the archive remembers of a version of a feed. */
export type RememberedSnapshot = { refusal: Refusal } | Pick<ReadSnapshot, 'feed' | 'documents'>;

export interface ReadPorts extends Pick<Ports, 'inbox' | 'archive' | 'read' | 'clock' | 'thresholds'> {
  execution: NormalizeExecution;
  /** The claim notes that an earlier execution has read a part of the current version. */
  begun?: boolean;
  /** The key was handled before, so its payloads may be in the archive. */
  known?: boolean;
}

/** How many archive objects are read concurrently. */
const concurrency = 32;

/**
 * Reads a version, and puts its payloads into the archive.
 *
 * @returns `undefined` if the version is gone; 'unfinished' if the execution is over. The archive then has
 *   what was read, and the next execution goes on from there: at least one member further each time
 */
export async function readSnapshot(
  ports: ReadPorts,
  info: ObjectInfo,
): Promise<Snapshot | 'unfinished' | undefined> {
  const { archive, execution } = ports;
  const noted = ports.begun ? await findContainerReading(archive, info) : undefined;
  const snapshot = recallMembers(info, noted);
  if (noted?.complete) return { ...snapshot, ...noted.complete };
  const { documents, parts, ordinals } = snapshot;
  const progress: ReadingProgress = {
    documents: noted?.members ?? documents.size,
    refused: parts.length,
    ordinals,
    revisions: new Map(
      [...documents].flatMap(([doc, { revision }]) => (isNumbered(revision) ? [[doc, revision]] : [])),
    ),
  };
  if (parts[0] !== undefined) progress.firstRefusal = parts[0].refusal;
  const puts = new InFlight(execution.payloads);
  const onDocument = async (doc: string, member: ReadMember) => {
    const { payload, body } = await packPayload(member.content);
    documents.set(doc, sourceOf(info, member, payload));
    await puts.begin(2 * body.length, () => putPayload(ports, payload, body, ports.known));
  };
  const handlers = { onDocument, onRefused: (member: RefusedMember) => void parts.push(member) };
  const read = await readVersionFrom(ports, info, progress, handlers, () => execution.isOver()).finally(() =>
    puts.end(),
  );
  if (read === 'stopped') {
    await putContainerReading(archive, info, { ...readingOf(snapshot), members: progress.documents });
    return 'unfinished';
  }
  if (read === undefined || 'refusal' in read) return read;
  const { feed, entries } = read;
  return { ...snapshot, feed, ...(entries !== undefined && { entries }) };
}

function sourceOf(
  { key, version, modified }: ObjectInfo,
  { part, format, charset, bytes, retrieved, identity }: ReadMember,
  payload: string,
): DocumentSource {
  const source = { key, version, part, format, charset, bytes, payload, modified };
  const revision = identity?.revision;
  return { ...source, ...(retrieved && { retrieved }), ...(revision && { revision }) };
}

/** What an earlier execution has read; nothing without its note. */
function recallMembers(
  { key, version, modified }: ObjectInfo,
  noted: ContainerReading | undefined,
): Omit<ReadSnapshot, 'feed' | 'entries'> {
  const documents = (noted?.documents ?? []).map(({ doc, ...source }): [string, DocumentSource] => [
    doc,
    { key, version, modified, ...source },
  ]);
  return {
    documents: new Map(documents),
    parts: noted === undefined ? [] : refusedMembersOf(noted),
    fresh: noted === undefined,
    noted: noted?.complete !== undefined,
    ordinals: new Map(noted?.ordinals),
  };
}

function readingOf({ documents, parts, ordinals }: Omit<ReadSnapshot, 'feed'>): ContainerReading {
  return {
    documents: [...documents].map(([doc, { key: _, version: __, modified: ___, ...source }]) => ({
      doc,
      ...source,
    })),
    parts: parts.map(({ part, refusal: { code, evidence } }) => ({ part, refusal: { code, evidence } })),
    ordinals: [...ordinals],
  };
}

/** Notes a version that was read to its end, so that an execution that writes its rows need not read it. */
export async function noteSnapshot(
  { archive }: Pick<Ports, 'archive'>,
  info: ObjectInfo,
  snapshot: ReadSnapshot,
): Promise<void> {
  const { feed, entries } = snapshot;
  const complete = { feed, ...(entries !== undefined && { entries }) };
  await putContainerReading(archive, info, { ...readingOf(snapshot), complete });
}

/** Makes the next execution read the version from its start. */
export async function forgetSnapshot({ archive }: Pick<Ports, 'archive'>, info: ObjectInfo): Promise<void> {
  await putContainerReading(archive, info, { documents: [], parts: [], ordinals: [] });
}

/**
 * Makes sure that the archive has the payloads of remembered versions, and that no sweep is about to remove
 * them. Earlier versions whose payloads are gone are read again.
 *
 * @returns whether it has them; otherwise the current version must be read again
 * @throws TransientFault if an earlier version is gone: a message about that follows
 */
export async function restorePayloads(
  ports: Omit<ReadPorts, 'begun'>,
  sources: readonly DocumentSource[],
  current: string | undefined,
): Promise<boolean> {
  const present = await mapConcurrent(concurrency, sources, ({ payload }) => refreshPayload(ports, payload));
  const incomplete = new Map(sources.filter((_, i) => !present[i]).map((source) => [source.version, source]));
  if (current !== undefined && incomplete.has(current)) return false;
  const unhurried = { ...ports, execution: { ...ports.execution, isOver: () => false } };
  for (const version of incomplete.values()) {
    const info = await ports.inbox.head(version.key, version.version);
    if (info === undefined || (await readSnapshot(unhurried, info)) === undefined)
      throw new TransientFault('A version of a feed is gone whose payloads the archive has lost.');
  }
  return true;
}

/**
 * Whether both are the same put. Under suspended versioning every put is called `null`, and another one may
 * take the place of a version between two looks at it.
 */
export function isSamePut(one: ObjectVersion, other: ObjectInfo): boolean {
  if (one.version !== other.version) return false;
  return one.version !== 'null' || (one.etag === other.etag && one.modified === other.modified);
}

/** @returns `undefined` if the version is gone or was replaced in place; 'unfinished' as `readSnapshot` */
export async function readAndRemember(
  ports: ReadPorts,
  version: ObjectVersion,
): Promise<Snapshot | 'unfinished' | undefined> {
  const info = await ports.inbox.head(version.key, version.version);
  if (info === undefined || !isSamePut(version, info)) return undefined;
  const snapshot = await readSnapshot(ports, info);
  if (snapshot !== undefined && snapshot !== 'unfinished') await rememberSnapshot(ports, version, snapshot);
  return snapshot;
}

/** A version as the archive remembers it; `undefined` if it does not. */
export async function recallSnapshot(
  { archive }: Pick<Ports, 'archive'>,
  { key, version, modified, etag }: ObjectVersion,
): Promise<RememberedSnapshot | undefined> {
  const read = await findVersionReading(archive, { key, version, etag });
  if (read === undefined) return undefined;
  if (read.refusal !== undefined) return { refusal: refuse(read.refusal.code, read.refusal.evidence) };
  const documents = read.documents.map(({ doc, ...source }): [string, DocumentSource] => [
    doc,
    { key, version, modified, ...source },
  ]);
  return { feed: read.feed, documents: new Map(documents) };
}

/** Does not remember that a version is in cold storage or encrypted: it may become readable. */
export async function rememberSnapshot(
  { archive }: Pick<Ports, 'archive'>,
  version: ObjectVersion,
  snapshot: Snapshot,
): Promise<void> {
  if ('refusal' in snapshot) {
    const { code, evidence } = snapshot.refusal;
    if (code !== 'input.unreadable')
      await putVersionReading(archive, version, { feed: false, refusal: { code, evidence }, documents: [] });
    return;
  }
  await putVersionReading(archive, version, {
    feed: snapshot.feed,
    documents: readingOf(snapshot).documents,
  });
}
