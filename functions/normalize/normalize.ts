/**
 * normalize: turns the object under an inbox key into payloads and source rows. For each key it observes the
 * bucket, acquires the key's claim and writes the rows under its fencing token (core/protocol/reconcile.ts).
 */

import type { SQSRecord } from 'aws-lambda';
import { hash } from '../../core/hash.ts';
import type { Item } from '../../core/ports/table.ts';
import { enqueueDocuments, enqueueKeys, parseUploadMessage } from '../../core/protocol/messages.ts';
import { acquire, type Observation } from '../../core/protocol/reconcile.ts';
import { eachMessage, type Stage } from '../../core/protocol/stage.ts';
import { longestDelaySeconds } from '../../core/protocol/topology.ts';
import { type Claim, claim as claimRow } from '../../core/records/claim.ts';
import { hasRowsAsApplied } from '../../core/records/claimRows.ts';
import { keys } from '../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../core/records/refusals.ts';
import { applyVerdict, type DesiredState, inspect, readDesiredState, type Verdict } from './desiredState.ts';
import { readKeyRows, writeKeyRows } from './keyRows.ts';
import type { NormalizePorts } from './ports.ts';
import { noUnfinishedAttempts, redeliveredHandler } from './redelivered.ts';

export type NormalizeOutcome = 'stored' | 'unchanged' | 'superseded' | 'refused' | 'deleted';

/** The most unreadable versions that a claim names. Older ones are tried only when something happens. */
const unreadableNamed = 100;

export function normalizeStage(ports: NormalizePorts): Stage {
  const handle = (key: string, verdict?: Verdict) => normalize(ports, key, verdict);
  const handleRedelivered = redeliveredHandler(ports, handle);
  const stageOf = (handleKey: (key: string) => Promise<unknown>): Stage =>
    eachMessage(
      'normalize',
      ports.log,
      async (body) => {
        for (const key of parseUploadMessage(body)) await handleKey(key);
      },
      ports.queues.uploads,
    );
  const [handleFirst, handleAgain] = [stageOf(handle), stageOf(handleRedelivered)];
  return async ({ Records }) => {
    const isFirst = ({ attributes }: SQSRecord) => Number(attributes.ApproximateReceiveCount) <= 1;
    // Redelivered keys wait for the others: an attempt counts against a file only if it ran alone.
    const first = await handleFirst({ Records: Records.filter(isFirst) });
    const again = await handleAgain({ Records: Records.filter((record) => !isFirst(record)) });
    return { batchItemFailures: [...first.batchItemFailures, ...again.batchItemFailures] };
  };
}

/**
 * Makes the rows of one key agree with what the bucket holds now.
 *
 * @param verdict the known outcome of one version, which is then not read again
 */
export async function normalize(
  ports: NormalizePorts,
  key: string,
  verdict?: Verdict,
): Promise<NormalizeOutcome> {
  const began = ports.clock();
  const lease = await acquire<DesiredState | 'unchanged'>(ports, { key: keys.claim(key) }, (row) =>
    observeKey(ports, key, row, verdict),
  );
  if (lease === undefined || lease.desired === 'unchanged') return 'unchanged';
  const { desired } = lease;
  const { touched, digest } = await writeKeyRows(ports, lease, key, desired);
  await enqueueDocuments(ports.queues.normalized, touched);
  if (!(await lease.apply(appliedClaim(ports, key, desired, digest)))) {
    // The newer claimant may have trusted a row that this one replaced, or listed the rows before this one
    // wrote one.
    await enqueueKeys(ports.queues.uploads, [key], delayAfter(ports.clock() - began));
    return 'superseded';
  }
  ports.log.info('normalize: done', {
    key: hash(key),
    documents: desired.documents.size,
    ...(desired.refusal && { refused: desired.refusal.code }),
    ...(desired.skipped && { skipped: desired.skipped }),
  });
  return desired.refusal ? 'refused' : desired.current ? 'stored' : 'deleted';
}

/**
 * How long the key of a superseded claimant waits. The newer claimant has as much to do, and began while this
 * one was at work; once it is done, there is nothing left to do. If its work were begun again before that,
 * the two could supersede each other for ever.
 *
 * @param milliseconds how long the superseded claimant worked
 */
function delayAfter(milliseconds: number): { delaySeconds: number } {
  const seconds = 1 + Math.ceil((1.5 * Math.max(0, milliseconds)) / 1000);
  return { delaySeconds: Math.min(seconds, longestDelaySeconds) };
}

/**
 * Reads the desired state of a key. If the rows already agree with it, the result is `unchanged`: then only a
 * new fencing token is acquired, which stops older claimants.
 */
async function observeKey(
  ports: NormalizePorts,
  key: string,
  row: Item | undefined,
  verdict: Verdict | undefined,
): Promise<Observation<DesiredState | 'unchanged'>> {
  const claim = row === undefined ? undefined : claimRow.parse(row);
  for (;;) {
    const observation = await inspect(ports.inbox, key, claim);
    if (observation === undefined) continue;
    // What could not be read may have become readable.
    const isApplied = claim?.applied?.truth === observation.fingerprint && claim.unreadable === undefined;
    if (isApplied && hasRowsAsApplied(row, await readKeyRows(ports, key)))
      return { desired: 'unchanged', intent: noUnfinishedAttempts, converged: true };
    const desired =
      applyVerdict(observation, verdict) ??
      (await readDesiredState(ports, observation, claim?.applied?.truth));
    if (desired === undefined) continue;
    // The claim of a key without an object does not name the key: it may have been erased.
    const name = desired.current === undefined ? {} : { key };
    return { desired, intent: { ...noUnfinishedAttempts, ...name } };
  }
}

/**
 * The claim's attributes once all rows are written: for `explain`, for quarantine and for the next
 * observation.
 */
function appliedClaim(ports: NormalizePorts, key: string, desired: DesiredState, digest: string) {
  const { current, refusal, feed, skipped, unreadable } = desired;
  const at = new Date(ports.clock()).toISOString();
  const outcome: Claim['outcome'] = refusal ? 'refused' : current ? 'stored' : 'deleted';
  return {
    applied: { digest, truth: desired.fingerprint },
    outcome,
    at,
    feed,
    documents: desired.documents.size,
    refusedParts: desired.parts.length || undefined,
    skipped: skipped || undefined,
    unreadable: unreadable.length > 0 ? unreadable.slice(-unreadableNamed) : undefined,
    version: current?.version,
    bytes: current?.size,
    modified: current?.modified,
    refusal: refusal && { code: refusal.code, evidence: refusal.evidence },
    ...(refusal
      ? quarantineIndexKeys(refusal.code, at, keys.claim(key).pk)
      : { listPk: undefined, listSk: undefined }),
  };
}
