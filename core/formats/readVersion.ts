/** Reads one version of an object and gives each of its documents an id. */
import { documentId } from '../document/documentIdentity.ts';
import { ObjectUnreadable, type Refusal, refuse } from '../errors.ts';
import type { ObjectInfo, Objects, StoredObject } from '../ports/objects.ts';
import type { ObjectReader, ReadableObject, ReadMember, RefusedMember } from './format.ts';

/** How the version as a whole was read. */
export type VersionContent = { refusal: Refusal } | { format: string; feed: boolean };

/**
 * Reads one version and hands over its members one by one. The version as a whole may still be refused
 * afterwards.
 *
 * @param onDocument gets each document with its id
 * @param onRefused gets each member that cannot be read; parts may repeat
 * @returns `undefined` if the version is gone
 * @throws whatever the port or `onDocument` throws: a retry may help
 */
export async function readVersion(
  { inbox, read }: { inbox: Objects; read: ObjectReader },
  info: ObjectInfo,
  onDocument: (id: string, member: ReadMember) => Promise<void> | void,
  onRefused: (member: RefusedMember) => void = () => {},
): Promise<VersionContent | undefined> {
  try {
    const reading = await read(readable(inbox, info));
    if ('code' in reading) return { refusal: reading };
    const ordinals = new Map<string, number>();
    let firstRefusal: Refusal | undefined;
    let refused = 0;
    for await (const member of reading.members) {
      if ('refusal' in member) {
        if (member.part === '') return { refusal: member.refusal };
        firstRefusal ??= member.refusal;
        refused++;
        onRefused(member);
        continue;
      }
      const { part, identity } = member;
      const name = identity === undefined ? part : `${identity.provider}\0${identity.guid}`;
      const ordinal = ordinals.get(name) ?? 0;
      ordinals.set(name, ordinal + 1);
      await onDocument(
        documentId(identity === undefined ? { key: info.key, part, ordinal } : { ...identity, ordinal }),
        member,
      );
    }
    // If no member could be read, the object is refused with the reason of its first member.
    if (firstRefusal !== undefined && ordinals.size === 0)
      return { refusal: refused === 1 ? firstRefusal : refusalOfAll(refused, firstRefusal) };
    return { format: reading.format, feed: reading.feed };
  } catch (error) {
    if (error instanceof VersionGone) return undefined;
    if (error instanceof ObjectUnreadable) return { refusal: refuse('input.unreadable', error.message) };
    throw error;
  }
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
