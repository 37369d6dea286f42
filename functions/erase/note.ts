/**
 * The note of an erasure: what is to go, written before anything goes and removed when all has gone. Rows and versions that tell what
 * belongs to a file are the first to go, so whoever has to bring a broken-off erasure to its end needs this.
 */
import * as z from 'zod';
import { hash } from '../../core/hash.ts';
import type { Objects, ObjectVersion } from '../../core/ports/objects.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { versionsOf } from '../../core/queries/versionOutcomes.ts';
import { erasurePrefix } from '../../core/records/archive.ts';
import { removeVersions } from './archive.ts';

/** All that was ever made of some keys. */
export interface ErasureScope {
  keys: readonly string[];
  docs: Set<string>;
  payloads: Set<string>;
  /** Keys of the archive under which versions of feeds are remembered. */
  readings: Set<string>;
}

export interface ErasureNote {
  /** Under which it lies in the archive; a hash. */
  name: string;
  scope: ErasureScope;
  /** Versions and delete markers of the inbox, of each key the newest first; no others: what is put under the key later is not to go. */
  versions: Pick<ObjectVersion, 'key' | 'version'>[];
  /** Since when a sweep has seen nothing of it but what the stages leave behind; milliseconds since 1970. */
  rested?: number | undefined;
}

const strings = z.array(z.string());
const noted = z.object({
  schema: z.literal('dateline.erasing/1'),
  keys: strings,
  docs: strings,
  payloads: strings,
  readings: strings,
  versions: z.array(z.object({ key: z.string(), version: z.string() })),
  rested: z.number().optional(),
});

/** The name of the note for these keys, in whatever order. */
export const noteOf = (keys: readonly string[]): string =>
  `${erasurePrefix}${hash(...[...keys].sort())}.json`;

export async function writeNote(
  archive: Objects,
  { name, scope, versions, rested }: ErasureNote,
): Promise<void> {
  const body: z.infer<typeof noted> = {
    schema: 'dateline.erasing/1',
    keys: [...scope.keys],
    docs: [...scope.docs],
    payloads: [...scope.payloads],
    readings: [...scope.readings],
    versions: versions.map(({ key, version }) => ({ key, version })),
    ...(rested !== undefined && { rested }),
  };
  await archive.put(name, JSON.stringify(body), { contentType: 'application/json' });
}

export async function allNotes(archive: Objects): Promise<ErasureNote[]> {
  const names = await Array.fromAsync(
    paginate((cursor) => archive.list(erasurePrefix, cursor)),
    ({ key }) => key,
  );
  const notes = await Promise.all(names.map((name) => readNote(archive, name)));
  return notes.filter((note) => note !== undefined);
}

export async function readNote(archive: Objects, name: string): Promise<ErasureNote | undefined> {
  const object = await archive.get(name);
  if (object === undefined) return undefined;
  const { keys, docs, payloads, readings, versions, rested } = noted.parse(
    JSON.parse(new TextDecoder().decode(await object.bytes())),
  );
  return {
    name,
    scope: { keys, docs: new Set(docs), payloads: new Set(payloads), readings: new Set(readings) },
    versions,
    rested,
  };
}

/**
 * When all has gone that it names: the note names it no more, then the files in which it stood are written anew, then it goes. So one that is
 * left tells that they have not been.
 */
export async function closeNote(
  archive: Objects,
  { name }: ErasureNote,
  compact: () => Promise<void>,
): Promise<void> {
  const named = await versionsOf(archive, name);
  const nothing: ErasureScope = { keys: [], docs: new Set(), payloads: new Set(), readings: new Set() };
  await writeNote(archive, { name, scope: nothing, versions: [], rested: 0 });
  await removeVersions(archive, named);
  await compact();
  await removeVersions(archive, await versionsOf(archive, name));
}
