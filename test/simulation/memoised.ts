/**
 * Pure work that a history repeats, done once: it puts the same bytes again and again, the rebuild reads them
 * once more, other histories have the same stories, and each row is read by many executions.
 */
import { annotate } from '../../core/entities/annotate.ts';
import type { Annotation, Annotator } from '../../core/entities/annotation.ts';
import { emptyAuthority } from '../../core/entities/authority/authority.ts';
import type {
  ObjectReader,
  ObjectReading,
  ReadableObject,
  ReadMember,
  RefusedMember,
} from '../../core/formats/format.ts';
import { readObject } from '../../core/formats/read.ts';
import { hash } from '../../core/hash.ts';
import { claim } from '../../core/records/claim.ts';
import { documentMeta, documentSource } from '../../core/records/document.ts';
import { dayTally, entityMeta, posting, storedParts } from '../../core/records/entity.ts';
import { shortName } from '../../core/records/shortName.ts';
import { loadTagger } from '../../runtime/tagger.ts';

type CachedReading =
  | Exclude<Awaited<ReturnType<ObjectReader>>, ObjectReading>
  | (Omit<ObjectReading, 'members'> & { members: (ReadMember | RefusedMember)[] });

/** More than some twenty histories read and annotate; older ones are rarely met again. */
const cached = 3000;

const readings = new Map<string, CachedReading>();
const tagger = loadTagger();
const annotations = new Map<string, Annotation>();
let reading = 0;
/** On a schema that is memoised already: a test may load this file anew, but not the schemas. */
const memoised = Symbol.for('memoised');

const rows = [claim, documentMeta, documentSource, entityMeta, posting, dayTally, storedParts, shortName];
for (const schema of rows) memoiseParsing(schema);

/** How many objects are being read. A format may do that outside of JavaScript. */
export const readingsInProgress = (): number => reading;

/**
 * A reader for the objects of a bucket. It fetches the bytes each time, because that may fail, and other
 * executions may run meanwhile. What it returns depends on the bytes that it got.
 */
export function memoisedReader(): ObjectReader {
  return async (object, from = { documents: 0, refused: 0 }) => {
    const bytes = object.size > 0 ? Buffer.concat(await Array.fromAsync(object.stream())) : Buffer.alloc(0);
    const name = `${object.key} ${hash(bytes)}`;
    const known = readings.get(name) ?? (await readFully(object, bytes));
    remember(readings, name, known);
    if ('code' in known) return known;
    return { ...known, members: yieldAll(known.members.slice(from.documents + from.refused)) };
  };
}

async function readFully(object: ReadableObject, bytes: Uint8Array): Promise<CachedReading> {
  reading++;
  try {
    const read = await readObject({
      ...object,
      size: bytes.byteLength,
      async *stream() {
        yield bytes;
      },
      range: async (start, end) => bytes.slice(start, end),
    });
    return 'code' in read ? read : { ...read, members: await Array.fromAsync(read.members) };
  } finally {
    reading--;
  }
}

async function* yieldAll<T>(members: readonly T[]): AsyncGenerator<T> {
  yield* members;
}

/** An annotation depends on the payload and the model only. Stories are short, so it needs no time limit. */
export function memoisedAnnotator(): Annotator {
  return async (content, payload) => {
    const known = annotations.get(payload) ?? annotate(content, payload, tagger, emptyAuthority);
    remember(annotations, payload, known);
    return known;
  };
}

/**
 * Makes the schema parse an object once if it can never change, such as a row of a table in memory. What it
 * returns cannot change either: a stage that writes into it fails.
 */
function memoiseParsing(schema: { parse: (value: unknown) => unknown }): void {
  if (Object.hasOwn(schema, memoised)) return;
  Object.defineProperty(schema, memoised, { value: true });
  const parse = schema.parse;
  const known = new WeakMap<object, unknown>();
  schema.parse = (value, ...options) => {
    if (typeof value !== 'object' || value === null || !Object.isFrozen(value))
      return parse(value, ...options);
    const parsed = known.get(value) ?? freeze(parse(value, ...options));
    known.set(value, parsed);
    return parsed;
  };
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}

function remember<T>(cache: Map<string, T>, name: string, value: T): void {
  if (cache.size > cached) cache.clear();
  cache.set(name, value);
}
