/**
 * The record of an erasure in progress. It lists what to erase, is written before anything is removed, and is
 * removed last. It is needed to complete an interrupted erasure: the rows and versions that tell what belongs
 * to a file are the first to go.
 */
import * as z from 'zod';
import { hash } from '../../core/hash.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Objects, ObjectVersion } from '../../core/ports/objects.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { readVersions } from '../../core/queries/versionOutcomes.ts';
import { decodeJson, erasurePrefix } from '../../core/records/archive.ts';
import { removeVersions } from './archiveTraces.ts';
import type { ErasureScope } from './erasureScope.ts';

export interface PendingErasure {
  /** The key of this record in the archive. It contains only a hash. */
  archiveKey: string;
  scope: ErasureScope;
  /**
   * The versions and delete markers to remove from the inbox, for each key newest first. Versions that are
   * put later are not in the list and stay.
   */
  versions: Pick<ObjectVersion, 'key' | 'version'>[];
  /**
   * Documents of other files that the erasure had stored again, since it took from them what named people.
   * An erasure that died may not have told `index` of them.
   */
  others?: ReadonlySet<string> | undefined;
  /** Since when the sweeps have found nothing left for the stages to remove; milliseconds since 1970. */
  doneSince?: number | undefined;
}

const strings = z.array(z.string());
const storedErasure = z.object({
  schema: z.literal('dateline.erasing/1'),
  keys: strings,
  docs: strings,
  payloads: strings,
  readings: strings,
  versions: z.array(z.object({ key: z.string(), version: z.string() })),
  others: strings.optional(),
  rested: z.number().optional(),
});

/** The archive key of the record for these keys, in any order. */
export const pendingErasureKey = (keys: readonly string[]): string =>
  `${erasurePrefix}${hash(...[...keys].sort())}.json`;

/** Notes what is to be erased, so that a sweep completes it if this process dies. */
export async function writePendingErasure(
  archive: Objects,
  { archiveKey, scope, versions, others, doneSince }: PendingErasure,
): Promise<void> {
  const body: z.infer<typeof storedErasure> = {
    schema: 'dateline.erasing/1',
    keys: [...scope.keys],
    docs: [...scope.docs],
    payloads: [...scope.payloads],
    readings: [...scope.readings],
    versions: versions.map(({ key, version }) => ({ key, version })),
    ...omitUndefined({ others: others && [...others], rested: doneSince }),
  };
  await archive.put(archiveKey, JSON.stringify(body), { contentType: 'application/json' });
}

/** The keys of all records. */
export function listPendingErasures(archive: Objects): Promise<string[]> {
  return Array.fromAsync(
    paginate((cursor) => archive.list(erasurePrefix, cursor)),
    ({ key }) => key,
  );
}

/** Reads a note of an erasure; `undefined` if it is done. */
export async function readPendingErasure(
  archive: Objects,
  archiveKey: string,
): Promise<PendingErasure | undefined> {
  const object = await archive.get(archiveKey);
  if (object === undefined) return undefined;
  const stored = storedErasure.parse(await decodeJson(object));
  const { keys, docs, payloads, readings, versions, others, rested } = stored;
  return {
    archiveKey,
    scope: { keys, docs: new Set(docs), payloads: new Set(payloads), readings: new Set(readings) },
    versions,
    ...(others && { others: new Set(others) }),
    doneSince: rested,
  };
}

/**
 * Removes the record of a complete erasure in three steps. It empties the record and removes the versions
 * that name what was erased, then compacts the stores, then removes the emptied record. So a record that is
 * still there tells that the stores have not been compacted yet.
 */
export async function completeErasure(
  archive: Objects,
  { archiveKey }: PendingErasure,
  compact: () => Promise<void>,
): Promise<void> {
  const named = await readVersions(archive, archiveKey);
  const nothing: ErasureScope = { keys: [], docs: new Set(), payloads: new Set(), readings: new Set() };
  await writePendingErasure(archive, { archiveKey, scope: nothing, versions: [], doneSince: 0 });
  await removeVersions(archive, named);
  await compact();
  await removeVersions(archive, await readVersions(archive, archiveKey));
}
