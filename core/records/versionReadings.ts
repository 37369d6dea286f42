/**
 * What a version was read as, remembered in the archive for feeds: their earlier versions count too, and are not to be read anew each time
 * one is added. A reading is a memory and nothing more. Without it the version is read again.
 */
import * as z from 'zod';
import { readerVersion } from '../formats/readerVersion.ts';
import { hash } from '../hash.ts';
import type { ObjectInfo, Objects } from '../ports/objects.ts';
import { readingKey } from './archive.ts';
import { documentSource } from './document.ts';
import { refusal } from './refusals.ts';

const reading = z.object({
  schema: z.literal('feed.reading/1'),
  feed: z.boolean(),
  /** Why the version could not be read; it holds no documents then. */
  refusal: refusal.optional(),
  documents: z.array(
    documentSource
      .pick({ part: true, format: true, charset: true, bytes: true, retrieved: true, payload: true })
      .extend({ doc: z.string() }),
  ),
});
export type VersionReading = Omit<z.infer<typeof reading>, 'schema'>;

/** Where it lies: what the version is, and which reader read it. */
export function versionReadingKey({
  key,
  version,
  etag,
}: Pick<ObjectInfo, 'key' | 'version' | 'etag'>): string {
  return readingKey(hash(readerVersion, key, version, etag));
}

/** `undefined`: never read, or forgotten. */
export async function findVersionReading(
  archive: Objects,
  version: Pick<ObjectInfo, 'key' | 'version' | 'etag'>,
): Promise<VersionReading | undefined> {
  const object = await archive.get(versionReadingKey(version));
  return object && reading.parse(JSON.parse(new TextDecoder().decode(await object.bytes())));
}

export async function putVersionReading(
  archive: Objects,
  version: Pick<ObjectInfo, 'key' | 'version' | 'etag'>,
  read: VersionReading,
): Promise<void> {
  const body = JSON.stringify({ schema: 'feed.reading/1', ...read } satisfies z.infer<typeof reading>);
  await archive.put(versionReadingKey(version), body, { contentType: 'application/json' });
}
