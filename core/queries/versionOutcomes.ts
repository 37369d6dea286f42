/** Says what became of each version of an inbox file. */
import type { ObjectVersion } from '../ports/objects.ts';
import { paginate } from '../protocol/paginate.ts';
import type { Ports } from '../protocol/ports.ts';
import type { Claim } from '../records/claim.ts';
import { findVersionReading } from '../records/versionReadings.ts';

export interface VersionOutcome extends ObjectVersion {
  /** In plain words. */
  outcome: string;
}

/** The versions and delete markers of a key, newest first, as many as are asked for. */
export async function* versionsOfKey(
  inbox: Ports['inbox'],
  key: string,
): AsyncGenerator<ObjectVersion, void> {
  for await (const version of paginate((cursor) => inbox.listVersions(key, cursor))) {
    if (version.key !== key) return; // longer keys with this prefix follow
    yield version;
  }
}

/** All of them. */
export const readVersions = (inbox: Ports['inbox'], key: string): Promise<ObjectVersion[]> =>
  Array.fromAsync(versionsOfKey(inbox, key));

/**
 * Adds the outcome to each version.
 *
 * @param versions all versions of the key, newest first
 * @param first how many of them to return
 */
export async function readVersionOutcomes(
  { archive }: Pick<Ports, 'archive'>,
  versions: readonly ObjectVersion[],
  claim: Claim | undefined,
  first = versions.length,
): Promise<VersionOutcome[]> {
  const handled = versions.findIndex(({ version }) => version === claim?.version);
  const deletion = versions.findIndex(({ deleted }) => deleted);
  return Promise.all(
    versions.slice(0, first).map(async (version, i) => {
      if (version.deleted) return { ...version, outcome: 'the file was deleted' };
      if (claim === undefined || (handled >= 0 && i < handled))
        return { ...version, outcome: 'not handled yet' };
      if (i === handled) return { ...version, outcome: claimOutcome(claim) };
      if (deletion >= 0 && i > deletion)
        return { ...version, outcome: 'no longer counts: the file was deleted after it' };
      return {
        ...version,
        outcome: claim.feed ? await feedOutcome(archive, version) : 'superseded by a newer version',
      };
    }),
  );
}

function claimOutcome({ outcome, refusal, documents = 0, refusedParts = 0 }: Claim): string {
  if (refusal !== undefined) return `refused (${refusal.code})`;
  const parts = refusedParts === 0 ? '' : `; refused parts: ${refusedParts}`;
  return outcome === undefined ? 'being handled' : `${outcome}, documents: ${documents}${parts}`;
}

/** An earlier version of a feed counts too, unless it could not be read or was no feed. */
async function feedOutcome(archive: Ports['archive'], version: ObjectVersion): Promise<string> {
  const reading = await findVersionReading(archive, version);
  if (reading === undefined) return 'counts as an earlier version of a feed; not read yet';
  if (reading.refusal !== undefined) return `skipped (${reading.refusal.code})`;
  return reading.feed
    ? `counts as an earlier version of a feed; documents: ${reading.documents.length}`
    : 'no longer counts: this version was not a feed';
}
