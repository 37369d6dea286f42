/** From one version of an object to its documents under their ids. */
import { documentId } from '../document/identity.ts';
import { ObjectUnreadable, type Refusal, refuse } from '../errors.ts';
import type { ObjectInfo, Objects, StoredObject } from '../ports/objects.ts';
import type { ReadableObject, Reader, ReadMember, RefusedMember } from './format.ts';

/** How a version was read as a whole. */
export type VersionReading = { refusal: Refusal } | { format: string; feed: boolean };

/**
 * Reads one version, handing each document over as it comes, and each member that cannot be read; the version may still turn out refused.
 * `undefined`: the version is gone.
 *
 * @param pass gets the members that cannot be read; parts may repeat
 * @throws whatever the port or `take` throws: a retry may help
 */
export async function readVersion(
  { inbox, read }: { inbox: Objects; read: Reader },
  info: ObjectInfo,
  take: (doc: string, member: ReadMember) => Promise<void> | void,
  pass: (member: RefusedMember) => void = () => {},
): Promise<VersionReading | undefined> {
  try {
    const reading = await read(readable(inbox, info));
    if ('code' in reading) return { refusal: reading };
    const ordinals = new Map<string, number>();
    let first: Refusal | undefined;
    let passed = 0;
    for await (const member of reading.members) {
      if ('refusal' in member) {
        if (member.part === '') return { refusal: member.refusal };
        first ??= member.refusal;
        passed++;
        pass(member);
        continue;
      }
      const { part, identity } = member;
      const name = identity === undefined ? part : `${identity.provider}\0${identity.guid}`;
      const ordinal = ordinals.get(name) ?? 0;
      ordinals.set(name, ordinal + 1);
      await take(
        documentId(identity === undefined ? { key: info.key, part, ordinal } : { ...identity, ordinal }),
        member,
      );
    }
    // Nothing in it could be read: then it is the object that is refused, with what was wrong with its first member.
    if (first !== undefined && ordinals.size === 0)
      return { refusal: passed === 1 ? first : ofAll(passed, first) };
    return { format: reading.format, feed: reading.feed };
  } catch (error) {
    if (error instanceof Vanished) return undefined;
    if (error instanceof ObjectUnreadable) return { refusal: refuse('input.unreadable', error.message) };
    throw error;
  }
}

function ofAll(count: number, { code, evidence }: Refusal): Refusal {
  return refuse(code, `none of its ${count} parts can be read; the first: ${evidence}`);
}

class Vanished extends Error {}

/** The object of a version that was sighted, fetched only when its bytes are asked for. */
function readable(inbox: Objects, info: ObjectInfo): ReadableObject {
  const open = async (range?: { start: number; end: number }): Promise<StoredObject> => {
    const object = await inbox.get(info.key, { version: info.version, ...(range && { range }) });
    if (object === undefined) throw new Vanished();
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
