/** The reader, remembering what it read: a history puts the same bytes again and again, and they are all read once more by the rebuild. */
import type { Annotation, Annotator } from '../../core/entities/annotation.ts';
import type {
  ReadableObject,
  ObjectReader,
  ObjectReading,
  ReadMember,
  RefusedMember,
} from '../../core/formats/format.ts';
import { readObject } from '../../core/formats/read.ts';
import { annotator } from '../../runtime/annotator.ts';

type Remembered =
  | Exclude<Awaited<ReturnType<ObjectReader>>, ObjectReading>
  | (Omit<ObjectReading, 'members'> & { members: (ReadMember | RefusedMember)[] });

/** A reader whose objects are all of one bucket. The bytes are fetched each time: that may fail, and something may happen meanwhile. */
export function memoised(): ObjectReader {
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

function reading(known: Remembered): Awaited<ReturnType<ObjectReader>> {
  return 'code' in known ? known : { ...known, members: handedOut(known.members) };
}

async function* handedOut<T>(members: readonly T[]): AsyncGenerator<T> {
  yield* members;
}

const annotate = annotator();
/** An annotation is what the payload and the model make it, so all worlds share them. */
const annotations = new Map<string, Promise<Annotation>>();

export function memoisedAnnotator(): Annotator {
  return async (content, payload) => {
    const known = annotations.get(payload) ?? annotate(content, payload);
    annotations.set(payload, known);
    return structuredClone(await known);
  };
}
