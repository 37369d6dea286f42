/**
 * Reader and annotator with a cache: a history puts the same bytes repeatedly, and the rebuild reads them
 * once more.
 */
import type { Annotation, Annotator } from '../../core/entities/annotation.ts';
import type {
  ObjectReader,
  ObjectReading,
  ReadableObject,
  ReadMember,
  RefusedMember,
} from '../../core/formats/format.ts';
import { readObject } from '../../core/formats/read.ts';
import { annotator } from '../../runtime/annotator.ts';

type CachedReading =
  | Exclude<Awaited<ReturnType<ObjectReader>>, ObjectReading>
  | (Omit<ObjectReading, 'members'> & { members: (ReadMember | RefusedMember)[] });

/**
 * A reader for the objects of one bucket. It fetches the bytes each time, because that may fail, and other
 * executions may run meanwhile.
 */
export function memoisedReader(): ObjectReader {
  const read = new Map<string, CachedReading>();
  return async (object) => {
    const name = `${object.key} ${object.etag}`;
    const known = read.get(name);
    if (known === undefined) {
      const fresh = await readFully(object);
      read.set(name, fresh);
      return reading(fresh);
    }
    if (object.size > 0) await Array.fromAsync(object.stream());
    return reading(known);
  };
}

async function readFully(object: ReadableObject): Promise<CachedReading> {
  const reading = await readObject(object);
  return 'code' in reading ? reading : { ...reading, members: await Array.fromAsync(reading.members) };
}

function reading(known: CachedReading): Awaited<ReturnType<ObjectReader>> {
  return 'code' in known ? known : { ...known, members: yieldAll(known.members) };
}

async function* yieldAll<T>(members: readonly T[]): AsyncGenerator<T> {
  yield* members;
}

const annotate = annotator();
/** An annotation depends on the payload and the model only, so all worlds share them. */
const annotations = new Map<string, Promise<Annotation>>();

export function memoisedAnnotator(): Annotator {
  return async (content, payload) => {
    const known = annotations.get(payload) ?? annotate(content, payload);
    annotations.set(payload, known);
    return structuredClone(await known);
  };
}
