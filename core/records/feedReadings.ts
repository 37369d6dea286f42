/**
 * The documents of a feed up to one of its versions, cached in the archive. The next version is merged into
 * them, so only the newest version is read. Without this cache, normalize recalls the versions one by one
 * (`versionReadings.ts`).
 */
import * as z from 'zod';
import { readerVersion } from '../formats/readerVersion.ts';
import { hash } from '../hash.ts';
import type { Objects, ObjectVersion } from '../ports/objects.ts';
import { findJson, readingPrefix } from './archive.ts';
import { documentSource } from './document.ts';
import { versionReadingKey } from './versionReadings.ts';

type VersionId = Pick<ObjectVersion, 'version' | 'etag' | 'modified'>;

const feedReading = z.object({
  schema: z.literal('feed.versions/1'),
  /** How many versions could not be read and never will be. */
  skipped: z.number().int(),
  /** Versions that may become readable, oldest first. */
  unreadable: z.array(z.string()),
  /** Each as in the newest version that lists it. */
  documents: z.array(documentSource.omit({ key: true }).extend({ doc: z.string() })),
});
export type FeedReading = Omit<z.infer<typeof feedReading>, 'schema'>;

/**
 * One fingerprint for each version of a feed, oldest first. It covers that version and all before it. An
 * object that is not a feed has only one version that counts.
 *
 * @param reader the one that read the first version. It stays, so that a new reader reads only new versions.
 */
export function stateFingerprints(versions: readonly VersionId[], reader = readerVersion): string[] {
  let fingerprint = hash(reader);
  return versions.map(({ version, etag, modified }) => {
    // Under suspended versioning every version is called `null`, so equal content differs only in its time.
    const time = version === 'null' ? [String(modified)] : [];
    fingerprint = hash(fingerprint, version, etag, ...time);
    return fingerprint;
  });
}

/** The archive prefix of all of a key's feed readings. */
export const feedReadingPrefix = (key: string): string => `${readingPrefix}${hash(key)}/`;

export const feedReadingKey = (key: string, fingerprint: string): string =>
  `${feedReadingPrefix(key)}${fingerprint}.json`;

/**
 * The archive keys of the readings that a feed still needs.
 *
 * @param versions the versions that count, oldest first
 */
export function neededReadings(
  versions: readonly (VersionId & Pick<ObjectVersion, 'key'>)[],
  reader = readerVersion,
): string[] {
  const [first] = versions;
  if (first === undefined) return [];
  // The reading before the last is needed while the newest version waits to be read.
  const states = stateFingerprints(versions, reader).slice(-2);
  return [...versions.map(versionReadingKey), ...states.map((state) => feedReadingKey(first.key, state))];
}

/** What earlier versions of a feed held, if that was noted under this fingerprint of them. */
export async function findFeedReading(
  archive: Objects,
  key: string,
  fingerprint: string,
): Promise<FeedReading | undefined> {
  return (await findJson(archive, feedReadingKey(key, fingerprint), feedReading))?.value;
}

/** Notes what the versions of a feed held up to one of them. */
export async function putFeedReading(
  archive: Objects,
  key: string,
  fingerprint: string,
  reading: FeedReading,
): Promise<void> {
  const stored: z.infer<typeof feedReading> = { schema: 'feed.versions/1', ...reading };
  const body = JSON.stringify(stored);
  await archive.put(feedReadingKey(key, fingerprint), body, { contentType: 'application/json' });
}
