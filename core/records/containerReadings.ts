/**
 * How far a version was read by an execution that had no time for the rest, and what it found: the next one
 * goes on from there. Only the claim's note makes anybody look for it (functions/normalize). Losing it costs
 * reading the version again and nothing else.
 */
import * as z from 'zod';
import { refuse } from '../errors.ts';
import type { RefusedMember } from '../formats/format.ts';
import { readerVersion } from '../formats/readerVersion.ts';
import { hash } from '../hash.ts';
import type { ObjectInfo, Objects } from '../ports/objects.ts';
import { findJson, readingKey } from './archive.ts';
import { readDocument } from './document.ts';
import { refusal } from './refusals.ts';

const containerReading = z.object({
  schema: z.literal('container.reading/1'),
  /** Set if all members have been read. */
  complete: z.exactOptional(z.object({ feed: z.boolean(), entries: z.exactOptional(z.number().int()) })),
  documents: z.array(readDocument),
  /** How many members were read as these documents; several may be versions of one. */
  members: z.exactOptional(z.number().int()),
  parts: z.array(z.object({ part: z.string(), refusal })),
  /** How often each name of a document has occurred (`core/formats/readObjectVersion.ts`). */
  ordinals: z.array(z.tuple([z.string(), z.number().int()])),
});
export type ContainerReading = Omit<z.infer<typeof containerReading>, 'schema'>;

/** The archive key: it depends on the version and on the reader's own version. */
export function containerReadingKey({
  key,
  version,
  etag,
}: Pick<ObjectInfo, 'key' | 'version' | 'etag'>): string {
  return readingKey(hash(readerVersion, key, version, etag, 'members'));
}

/** How far a version of a container was read; `undefined` if no execution has noted it. */
export async function findContainerReading(
  archive: Objects,
  info: Pick<ObjectInfo, 'key' | 'version' | 'etag'>,
): Promise<ContainerReading | undefined> {
  return (await findJson(archive, containerReadingKey(info), containerReading))?.value;
}

/** Notes how far a version of a container was read. */
export async function putContainerReading(
  archive: Objects,
  info: Pick<ObjectInfo, 'key' | 'version' | 'etag'>,
  reading: ContainerReading,
): Promise<void> {
  const stored: z.infer<typeof containerReading> = { schema: 'container.reading/1', ...reading };
  await archive.put(containerReadingKey(info), JSON.stringify(stored), { contentType: 'application/json' });
}

/** The refused members as the reader returned them. */
export const refusedMembersOf = ({ parts }: ContainerReading): RefusedMember[] =>
  parts.map(({ part, refusal: { code, evidence } }) => ({ part, refusal: refuse(code, evidence) }));
