/** Compares the keys of the bucket, their claims, and the rows under the claims. */
import { groupsOf } from '../../../core/groupsOf.ts';
import type { Item } from '../../../core/ports/table.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { enqueueKeys } from '../../../core/protocol/messages.ts';
import { isLive, tokenOf } from '../../../core/protocol/reconcile.ts';
import { claim as claimRow, readerOf } from '../../../core/records/claim.ts';
import { hasRowsAsApplied } from '../../../core/records/claimRows.ts';
import { neededReadings } from '../../../core/records/feedReadings.ts';
import { documentOfChild, isChildRow, keys } from '../../../core/records/keys.ts';
import { versionsOf } from '../../../core/reprocessing/reprocessing.ts';
import { inspect, isReadableAgain } from '../../normalize/desiredState.ts';
import type { SweepPass } from '../pass/pass.ts';
import { nameOfObject } from '../pass/sliceFiles.ts';
import { noDocument } from './archiveSlice.ts';
import { adoptKeyRows, highestToken, raiseClaim, restoreSources } from './strays.ts';

/** How many groups of claims are read concurrently, and how many claims are read in one call. */
const concurrency = 32;
const groupSize = 100;

/** Queues objects without a claim. Objects that have one that names them are compared in `sweepClaim`. */
export async function sweepKeys({ ports, report }: SweepPass, listed: readonly string[]): Promise<void> {
  await mapConcurrent(concurrency, groupsOf(listed, groupSize), async (group) => {
    const rows = await ports.table.batchGet(group.map((key) => keys.claim(key)));
    const unknown = group.filter((_, i) => {
      const row = rows[i];
      const found = row === undefined ? undefined : claimRow.safeParse(row);
      // A claim that cannot be read is reported when its partition is compared.
      if (found?.success === false) return false;
      return found?.data.key === undefined;
    });
    await enqueueKeys(ports.queues.uploads, unknown);
    report.keys += unknown.length;
  });
}

/**
 * Queues a claim that has not converged, that differs from the bucket, that has rows of another claimant, or
 * that lists a document without its source.
 */
export async function sweepClaim(pass: SweepPass, pk: string, rows: readonly Item[]): Promise<void> {
  const { ports, report } = pass;
  const row = rows.find(({ sk }) => sk === 'META');
  const claim = row === undefined ? undefined : claimRow.parse(row);
  // Without a key the claim is lost, or the key never held an object, or it was erased.
  if (claim?.key === undefined) return adoptKeyRows(pass, pk, rows);
  const { applied, key } = claim;
  const live = rows.filter((each) => each !== row && isLive(each));
  const reader = readerOf(claim) ?? versionsOf(ports).reader;
  if (applied !== undefined && claim.outcome !== 'deleted') pass.countFile(reader);
  const observation = await inspect(ports.inbox, key, claim, reader);
  for (const reading of neededReadings(observation?.versions ?? [], reader))
    pass.collect('references', nameOfObject(reading), noDocument);
  if (highestToken(live) > tokenOf(row)) await raiseClaim(pass, key, live);
  const agrees =
    hasRowsAsApplied(row, rows) &&
    observation?.fingerprint === applied?.truth &&
    !(await isReadableAgain(ports.inbox, key, claim.unreadable ?? []));
  if (agrees) return checkSources(pass, key, live.filter(isChildRow));
  await enqueueKeys(ports.queues.uploads, [key]);
  report.keys++;
}

async function checkSources(pass: SweepPass, key: string, children: readonly Item[]): Promise<void> {
  if (children.length === 0) return;
  const sources = await pass.batchGet(children.map((child) => keys.from(documentOfChild(child), key)));
  const lacking = children.filter((_, i) => sources[i] === undefined || !isLive(sources[i]));
  if (lacking.length > 0) await restoreSources(pass, key, lacking);
}
