/** The reader, remembering what it read: a history puts the same bytes again and again, and they are all read once more by the rebuild. */
import type { ReadableObject, Reader, Reading, ReadMember, RefusedMember } from '../../core/formats/format.ts';
import { readObject } from '../../core/formats/read.ts';

type Remembered = Exclude<Awaited<ReturnType<Reader>>, Reading> | (Omit<Reading, 'members'> & { members: (ReadMember | RefusedMember)[] });

/** A reader whose objects are all of one bucket. The bytes are fetched each time: that may fail, and something may happen meanwhile. */
export function memoised(): Reader {
  const read = new Map<string, Remembered>();
  return async (object) => {
    const name = `${object.key} ${object.etag}`;
    const known = read.get(name);
    if (known === undefined) {
      const fresh = await walked(object);
      read.set(name, fresh);
      return reading(fresh);
    }
    if (object.size > 0) await Array.fromAsync(object.stream());
    return reading(known);
  };
}

async function walked(object: ReadableObject): Promise<Remembered> {
  const reading = await readObject(object);
  return 'code' in reading ? reading : { ...reading, members: await Array.fromAsync(reading.members) };
}

function reading(known: Remembered): Awaited<ReturnType<Reader>> {
  return 'code' in known ? known : { ...known, members: handedOut(known.members) };
}

async function* handedOut<T>(members: readonly T[]): AsyncGenerator<T> {
  yield* members;
}
