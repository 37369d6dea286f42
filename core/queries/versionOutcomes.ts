/** Every version that the bucket holds of a key, and what came of each. */

import type { ObjectVersion } from '../ports/objects.ts';
import { paginate } from '../protocol/paginate.ts';
import type { Ports } from '../protocol/ports.ts';
import type { Claim } from '../records/claim.ts';
import { findVersionReading } from '../records/versionReadings.ts';

export interface VersionOutcome extends ObjectVersion {
  /** In plain words. */
  outcome: string;
}

/** The newest first, delete markers too. */
export async function readVersions(inbox: Ports['inbox'], key: string): Promise<ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  for await (const version of paginate((cursor) => inbox.listVersions(key, cursor))) {
    if (version.key !== key) break; // longer keys come after it
    versions.push(version);
  }
  return versions;
}

/** @param versions all of them; `first` so many of them are told of */
export async function readVersionOutcomes(
  { archive }: Pick<Ports, 'archive'>,
  versions: readonly ObjectVersion[],
  claim: Claim | undefined,
  first = versions.length,
): Promise<VersionOutcome[]> {
  const seen = versions.findIndex(({ version }) => version === claim?.version);
  const deletion = versions.findIndex(({ deleted }) => deleted);
  return Promise.all(
    versions.slice(0, first).map(async (version, i) => {
      if (version.deleted) return { ...version, outcome: 'the file was deleted' };
      if (claim === undefined || (seen >= 0 && i < seen)) return { ...version, outcome: 'not looked at yet' };
      if (i === seen) return { ...version, outcome: lastOutcome(claim) };
      if (deletion >= 0 && i > deletion)
        return { ...version, outcome: 'counts no more: the file was deleted after it' };
      return {
        ...version,
        outcome: claim.feed ? await feedOutcome(archive, version) : 'superseded by a newer version',
      };
    }),
  );
}

function lastOutcome({ outcome, refusal, documents = 0, refusedParts = 0 }: Claim): string {
  if (refusal !== undefined) return `refused (${refusal.code})`;
  const parts = refusedParts === 0 ? '' : `; parts of it refused: ${refusedParts}`;
  return outcome === undefined ? 'being looked at' : `${outcome}, documents: ${documents}${parts}`;
}

/** An earlier version of a feed counts too, unless it could not be read. */
async function feedOutcome(archive: Ports['archive'], version: ObjectVersion): Promise<string> {
  const reading = await findVersionReading(archive, version);
  if (reading === undefined) return 'counts too, for the file is a feed; to be read again';
  if (reading.refusal !== undefined) return `skipped (${reading.refusal.code})`;
  return reading.feed
    ? `counts too, for the file is a feed; documents: ${reading.documents.length}`
    : 'counts no more: it was no feed then';
}
