/**
 * Steps 1 and 2 of the protocol for a key (core/protocol/reconcile.ts): which versions the bucket holds now,
 * and what the key's rows should become.
 */
import type { Item } from '../../core/ports/table.ts';
import { isConverged, type Observation } from '../../core/protocol/reconcile.ts';
import { type Claim, claim as claimRow, readerOf } from '../../core/records/claim.ts';
import { hasRowsAsApplied } from '../../core/records/claimRows.ts';
import { isWanted, versionsOf } from '../../core/reprocessing/reprocessing.ts';
import {
  applyVerdict,
  type DesiredState,
  type InboxObservation,
  inspect,
  observedFor,
  readDesiredState,
  type Verdict,
} from './desiredState.ts';
import { inheritedPlace, type RowPorts, readKeyRows } from './keyRows.ts';
import type { NormalizePorts } from './ports.ts';
import { noUnfinishedAttempts } from './redelivered.ts';

/** What the rows of a key should become. */
export type DesiredKey =
  | DesiredState
  /** They are as they should be. */
  | 'unchanged'
  /** The execution is over before all was read; the next one goes on from there. */
  | 'unfinished';

/** A key and what is known of it before the bucket is asked. */
interface KnownKey {
  key: string;
  /** The claim as it is stored, and parsed. */
  row: Item | undefined;
  claim: Claim | undefined;
  verdict: Verdict | undefined;
}

/** What a claim without anything left to do forgets. */
export const nothingBegun = { ...noUnfinishedAttempts, reading: undefined, place: undefined };

/**
 * What the bucket holds under a key, and what its rows should become.
 *
 * @param row the key's claim, if it has one
 * @param verdict the known outcome of one version, which is then not read again
 */
export async function observeKey(
  ports: RowPorts,
  key: string,
  row: Item | undefined,
  verdict: Verdict | undefined,
): Promise<Observation<DesiredKey>> {
  const claim = row === undefined ? undefined : claimRow.parse(row);
  const reader = await comparedReader(ports, claim);
  for (;;) {
    const observed = await inspect(ports.inbox, key, claim, reader);
    const observation = observed && (await observeRows(ports, { key, row, claim, verdict }, observed));
    if (observation !== undefined) return observation;
  }
}

/** The reader by which the key is compared with its claim: the claim's, unless it is to be read again. */
async function comparedReader(ports: NormalizePorts, claim: Claim | undefined): Promise<string> {
  const { reader: own } = versionsOf(ports);
  const earlier = claim && readerOf(claim);
  return earlier === undefined || earlier === own || (await isWanted(ports, 'reader')) ? own : earlier;
}

/** @returns `undefined` if the object changed meanwhile: it is inspected again */
async function observeRows(
  ports: RowPorts,
  known: KnownKey,
  observed: InboxObservation,
): Promise<Observation<DesiredKey> | undefined> {
  const { key, row, claim } = known;
  // What could not be read may have become readable.
  const isApplied = claim?.applied?.truth === observed.fingerprint && claim.unreadable === undefined;
  if (isApplied && hasRowsAsApplied(row, await readKeyRows(ports, key)))
    return { desired: 'unchanged', intent: nothingBegun, converged: true };

  // The versions of a feed that an earlier reader has read stay as they are.
  const observation = claim?.feed ? observed : observedFor(observed, versionsOf(ports).reader);
  const desired = await readKey(ports, known, observation);
  if (desired === undefined) return undefined;
  if (desired === 'unfinished') {
    const intent = { ...noUnfinishedAttempts, key, reading: observation.current?.version };
    // Whether the last claimant converged stays as it is: no row is touched.
    return { desired, intent, converged: isConverged(row) };
  }
  // The claim of a key without an object does not name the key: it may have been erased.
  const name = desired.current === undefined ? {} : { key };
  const place = inheritedPlace(row, desired);
  return { desired, intent: { ...noUnfinishedAttempts, ...name, place } };
}

/** @returns as `readDesiredState` */
async function readKey(ports: RowPorts, { claim, verdict }: KnownKey, observation: InboxObservation) {
  const begun = claim?.reading === observation.current?.version;
  const known = claim?.applied !== undefined;
  return (
    applyVerdict(observation, verdict) ??
    (await readDesiredState({ ...ports, begun, known }, observation, claim?.applied?.truth))
  );
}
