/**
 * What a pass finds in one place and needs in another: references to objects of the archive, the tokens of
 * documents and of search rows. Each step writes its entries to a file of the archive. Later the pass reads
 * the files slice by slice: all entries whose names begin with the same hexadecimal digits. So it compares
 * any number of rows and objects without ever holding more than a slice.
 *
 * The name of a file has the number of its step and the token of the sweep. A sweep that has lost its lease
 * may write a file late: it then adds entries, and replaces none.
 */
import { hash } from '../../../core/hash.ts';
import type { Objects, ObjectVersion } from '../../../core/ports/objects.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../../core/protocol/paginate.ts';
import {
  annotationPrefix,
  payloadPrefix,
  readingPrefix,
  sweepPrefix,
} from '../../../core/records/archive.ts';
import { undatedDay } from '../../../core/search/searchDay.ts';

const concurrency = 32;
/** An entry: 16 bytes of name and 16 of value. */
const nameBytes = 16;
const entryBytes = 2 * nameBytes;
const nameDigits = 2 * nameBytes;

/** What the files of a folder are about. */
export type EntryKind = 'references' | 'documents' | 'searchRows';

const passFolder = (epoch: string, pass: string): string => `${sweepPrefix}${epoch}/${pass}/`;

/** Entries that a step collects. */
export class Entries {
  readonly #texts: string[] = [];

  get size(): number {
    return this.#texts.length;
  }

  /** @param name, value 32 hexadecimal digits each; an entry with another name is left out */
  add(name: string, value: string): void {
    if (isHash(name)) this.#texts.push(name + (isHash(value) ? value : noValue));
  }

  bytes(): Uint8Array {
    return Buffer.from(this.#texts.join(''), 'hex');
  }
}

const noValue = '0'.repeat(nameDigits);
const isHash = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

/** Writes what a step found; a step without entries leaves no file. */
export async function writeEntries(
  archive: Objects,
  { epoch, pass, kind }: { epoch: string; pass: string; kind: EntryKind },
  { step, token, entries }: { step: number; token: number; entries: Entries },
): Promise<void> {
  if (entries.size === 0) return;
  const key = `${passFolder(epoch, pass)}${kind}/${String(step).padStart(8, '0')}-${token}`;
  await archive.put(key, entries.bytes(), { contentType: 'application/octet-stream' });
}

/** The entries of one slice by name, and under each name its values. */
export type EntrySlice = Map<string, string[]>;

/** Values that are kept of one name. */
const valuesPerName = 16;

/**
 * Reads the entries whose names begin with these digits.
 *
 * @param most of all these names
 * @returns `undefined` if there are more: then the slice must be divided
 */
export async function readEntries(
  archive: Objects,
  { epoch, pass, kind }: { epoch: string; pass: string; kind: EntryKind },
  prefix: string,
  most: number,
): Promise<EntrySlice | undefined> {
  const slice: EntrySlice = new Map();
  const limit = prefix.length < longestPrefix ? most : Number.POSITIVE_INFINITY;
  const files = await Array.fromAsync(
    paginate((cursor) => archive.list(`${passFolder(epoch, pass)}${kind}/`, cursor)),
    ({ key }) => key,
  );
  const isWanted = prefixTest(prefix);
  await mapConcurrent(concurrency, files, async (key) => {
    if (slice.size > limit) return;
    const object = await archive.get(key);
    if (object === undefined) return;
    const bytes = Buffer.from(await object.bytes());
    for (let at = 0; at + entryBytes <= bytes.length && slice.size <= limit; at += entryBytes) {
      if (!isWanted(bytes, at)) continue;
      const name = bytes.toString('hex', at, at + nameBytes);
      const value = bytes.toString('hex', at + nameBytes, at + entryBytes);
      const values = slice.get(name);
      if (values === undefined) slice.set(name, [value]);
      else if (values.length < valuesPerName && !values.includes(value)) values.push(value);
    }
  });
  return slice.size > limit ? undefined : slice;
}

/** Slices are not divided further: hashes that agree in so many digits are few. */
export const longestPrefix = 8;

/** Tests the first digits of a name without making a string of it. */
function prefixTest(prefix: string): (bytes: Buffer, at: number) => boolean {
  const low = Number.parseInt(prefix.padEnd(longestPrefix, '0'), 16);
  const high = Number.parseInt(prefix.padEnd(longestPrefix, 'f'), 16);
  return (bytes, at) => {
    const first = bytes.readUInt32BE(at);
    return first >= low && first <= high;
  };
}

/** How many digits the names of slices have, so that `entries` evenly spread entries fit. */
export function digitsFor(entries: number, most: number): number {
  let digits = 0;
  // Half of the room is left for uneven slices.
  while (digits < longestPrefix && entries / 16 ** digits > most / 2) digits++;
  return digits;
}

/** The digits of the slice after this one; `undefined` after the last. */
export function nextPrefix(prefix: string, digits: number): string | undefined {
  const kept = prefix.replace(/f+$/, '');
  if (kept === '') return undefined;
  const last = Number.parseInt(kept.slice(-1), 16) + 1;
  return (kept.slice(0, -1) + last.toString(16)).padEnd(digits, '0');
}

/** The files of all passes of this epoch but these, and those of other epochs if `others`. */
export async function outdatedFiles(
  archive: Objects,
  epoch: string,
  keep: readonly string[],
  { others }: { others: boolean },
): Promise<ObjectVersion[]> {
  const kept = keep.map((pass) => passFolder(epoch, pass));
  const own = `${sweepPrefix}${epoch}/`;
  const isKept = (key: string) =>
    key.startsWith(own) ? kept.some((folder) => key.startsWith(folder)) : !others;
  const files = await Array.fromAsync(paginate((cursor) => archive.listVersions(sweepPrefix, cursor)));
  return files.filter(({ key }) => !isKept(key));
}

/** The folders whose objects are named by a hash, and removed if nothing refers to them. */
export const hashedFolders = [payloadPrefix, annotationPrefix, readingPrefix];

/** The name of an archive object among the entries: the first digits of its own, then a hash of all of it. */
export function nameOfObject(key: string): string {
  const folder = hashedFolders.find((each) => key.startsWith(each)) ?? '';
  return key.slice(folder.length, folder.length + nameDigits / 2) + hash(key).slice(0, nameDigits / 2);
}

/** A search row, or where a document says that it has one. */
export interface PlacedToken {
  token: number;
  /** The day under which it is in the search table (core/search/searchDay.ts). */
  day: string;
  gone: boolean;
}

const dayDigits = 8;

/** A search row's token and day as the value of an entry, in hexadecimal digits. */
export function placedTokenValue({ token, day, gone }: PlacedToken): string {
  const digits = day.replaceAll(/\D/g, '').padStart(dayDigits, '0').slice(0, dayDigits);
  return `${digits}${gone ? 1 : 0}${token.toString(16).padStart(nameDigits - dayDigits - 1, '0')}`;
}

/** What `placedTokenValue` wrote. */
export function placedToken(value: string): PlacedToken {
  const digits = value.slice(0, dayDigits);
  return {
    token: Number.parseInt(value.slice(dayDigits + 1), 16),
    day: /^0*$/.test(digits) ? undatedDay : digits.replace(/^(\d{4})(\d\d)/, '$1-$2-'),
    gone: value[dayDigits] === '1',
  };
}
