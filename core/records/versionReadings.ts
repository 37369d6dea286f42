/**
 * What the reader found in one version of a feed, cached in the archive: earlier versions of a feed count
 * too, and would otherwise be read again whenever a new version arrives. Without its cached reading a version
 * is read again.
 */
import * as z from 'zod';
import { readerVersion } from '../formats/readerVersion.ts';
import { hash } from '../hash.ts';
import type { ObjectInfo, Objects } from '../ports/objects.ts';
import { findJson, readingKey } from './archive.ts';
import { readDocument } from './document.ts';
import { refusal } from './refusals.ts';

const versionReading = z.object({
  schema: z.literal('feed.reading/1'),
  feed: z.boolean(),
  /** Why the version could not be read. It has no documents then. */
  refusal: z.exactOptional(refusal),
  documents: z.array(readDocument),
});
export type VersionReading = Omit<z.infer<typeof versionReading>, 'schema'>;

/** The archive key of a reading: it depends on the version and on the reader's own version. */
export function versionReadingKey({
  key,
  version,
  etag,
}: Pick<ObjectInfo, 'key' | 'version' | 'etag'>): string {
  return readingKey(hash(readerVersion, key, version, etag));
}

/** The cached reading of a version; `undefined` if this reader has not read it, or the cache has lost it. */
export async function findVersionReading(
  archive: Objects,
  version: Pick<ObjectInfo, 'key' | 'version' | 'etag'>,
): Promise<VersionReading | undefined> {
  return (await findJson(archive, versionReadingKey(version), versionReading))?.value;
}

/** Notes what one version of a feed held. */
export async function putVersionReading(
  archive: Objects,
  version: Pick<ObjectInfo, 'key' | 'version' | 'etag'>,
  reading: VersionReading,
): Promise<void> {
  const stored: z.infer<typeof versionReading> = { schema: 'feed.reading/1', ...reading };
  await archive.put(versionReadingKey(version), JSON.stringify(stored), { contentType: 'application/json' });
}
