/**
 * Reads one version of an object and gives each of its documents an id. A file of the authority has entries
 * in place of documents.
 */
import { documentId } from '../document/documentIdentity.ts';
import { isNumbered, newestRevisionFirst, type Revision } from '../document/revision.ts';
import { ObjectUnreadable, type Refusal, refuse } from '../errors.ts';
import type { ObjectInfo, Objects, StoredObject } from '../ports/objects.ts';
import type { ObjectReader, ReadableObject, ReadingPlace, ReadMember, RefusedMember } from './format.ts';

/** How the version as a whole was read. */
export type VersionContent =
  | { refusal: Refusal }
  | {
      format: string;
      feed: boolean;
      /** How many entries it has, if it is a file of the authority. */
      entries?: number;
    };

/** How far a reading of a version has come, so that another can go on from there. */
export interface ReadingProgress extends ReadingPlace {
  /** How often each name of a document has occurred. */
  ordinals: Map<string, number>;
  /** The newest version of each document, by its id, if the provider numbers them. */
  revisions: Map<string, Revision>;
  firstRefusal?: Refusal;
}

const readingFromStart = (): ReadingProgress => ({
  documents: 0,
  refused: 0,
  ordinals: new Map(),
  revisions: new Map(),
});

/** What gets the members of a version. Parts of refused members may repeat. */
export interface MemberHandlers {
  onDocument(id: string, member: ReadMember): Promise<void> | void;
  onRefused(member: RefusedMember): void;
}

/**
 * Reads one version and hands over its members one by one: of several versions of an item, in their order,
 * each that is not older than those before. The version as a whole may still be refused afterwards.
 *
 * @param onDocument gets each document with its id, and again with each newer version of it
 * @returns `undefined` if the version is gone
 * @throws whatever the port or `onDocument` throws: a retry may help
 */
export async function readVersion(
  ports: { inbox: Objects; read: ObjectReader },
  info: ObjectInfo,
  onDocument: MemberHandlers['onDocument'],
): Promise<VersionContent | undefined> {
  const handlers = { onDocument, onRefused: () => {} };
  const content = await readVersionFrom(ports, info, readingFromStart(), handlers, () => false);
  return content === 'stopped' ? undefined : content;
}

/**
 * As `readVersion`, from a place on that an earlier reading of the same version has reached.
 *
 * @param progress where the reading begins; it is moved on
 * @param shouldStop asked between two members, so each reading comes at least one member further
 * @returns 'stopped' if `shouldStop` said so
 */
export async function readVersionFrom(
  { inbox, read }: { inbox: Objects; read: ObjectReader },
  info: ObjectInfo,
  progress: ReadingProgress,
  { onDocument, onRefused }: MemberHandlers,
  shouldStop: () => boolean,
): Promise<VersionContent | 'stopped' | undefined> {
  try {
    const { documents, refused } = progress;
    const begun = documents + refused;
    const reading = await read(readable(inbox, info), begun === 0 ? undefined : { documents, refused });
    if ('code' in reading) return { refusal: reading };
    for await (const member of reading.members) {
      if (progress.documents + progress.refused > begun && shouldStop()) return 'stopped';
      if ('refusal' in member) {
        if (member.part === '') return { refusal: member.refusal };
        progress.firstRefusal ??= member.refusal;
        onRefused(member);
        progress.refused++;
      } else {
        const id = nameDocument(progress, info.key, member);
        if (isNewest(progress, id, member)) await onDocument(id, member);
        progress.documents++;
      }
    }
    // If no member could be read, the object is refused with the reason of its first member.
    if (progress.firstRefusal !== undefined && progress.documents === 0 && reading.authority === undefined)
      return {
        refusal:
          progress.refused === 1
            ? progress.firstRefusal
            : refusalOfAll(progress.refused, progress.firstRefusal),
      };
    const { format, feed, authority } = reading;
    return { format, feed, ...(authority && { entries: authority.entries }) };
  } catch (error) {
    if (error instanceof VersionGone) return undefined;
    if (error instanceof ObjectUnreadable) return { refusal: refuse('input.unreadable', error.message) };
    throw error;
  }
}

/**
 * Reads a version of a file of the authority.
 *
 * @returns its entries in the compact form; `undefined` if it is gone, refused, or cannot be read now
 */
export async function readAuthorityVersion(
  { inbox, read }: { inbox: Objects; read: ObjectReader },
  info: ObjectInfo,
): Promise<Uint8Array | undefined> {
  try {
    const reading = await read(readable(inbox, info));
    if ('code' in reading) return undefined;
    for await (const _ of reading.members); // releases the object
    return reading.authority?.lines;
  } catch (error) {
    if (error instanceof VersionGone || error instanceof ObjectUnreadable) return undefined;
    throw error;
  }
}

/** Numbered versions of one item are one document; others of one name are told apart. */
function nameDocument(progress: ReadingProgress, key: string, { part, identity }: ReadMember): string {
  const { ordinals, revisions } = progress;
  const name = identity === undefined ? part : `${identity.provider}\0${identity.guid}`;
  const known = ordinals.get(name) ?? 0;
  ordinals.set(name, known + 1);
  if (identity === undefined) return documentId({ key, part, ordinal: known });
  const { provider, guid, revision } = identity;
  const first = documentId({ provider, guid, ordinal: 0 });
  const before = revisions.get(first);
  const isOther = before !== undefined && isNumbered(revision) && newestRevisionFirst(before, revision) !== 0;
  return isOther ? first : documentId({ provider, guid, ordinal: known });
}

/** Whether the object has had no newer version of the document so far, as its provider counts them. */
function isNewest({ revisions }: ReadingProgress, id: string, { identity }: ReadMember): boolean {
  const [own, known] = [identity?.revision, revisions.get(id)];
  if (!isNumbered(own)) return true;
  if (known !== undefined && newestRevisionFirst(known, own) < 0) return false;
  revisions.set(id, own);
  return true;
}

function refusalOfAll(count: number, { code, evidence }: Refusal): Refusal {
  return refuse(code, `none of its ${count} parts can be read; the first: ${evidence}`);
}

class VersionGone extends Error {}

/** A version as an object that fetches its bytes only on request. */
function readable(inbox: Objects, info: ObjectInfo): ReadableObject {
  const open = async (range?: { start: number; end: number }): Promise<StoredObject> => {
    const object = await inbox.get(info.key, { version: info.version, ...(range && { range }) });
    // Under suspended versioning the version `null` may have been replaced in place.
    if (object === undefined || object.etag !== info.etag) throw new VersionGone();
    return object;
  };
  return {
    ...info,
    async *stream() {
      yield* (await open()).stream();
    },
    range: async (start, end) => (await open({ start, end: end - 1 })).bytes(),
  };
}
