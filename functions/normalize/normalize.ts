/**
 * normalize: turns the object under an inbox key into payloads and source rows. For each key it observes the
 * bucket, acquires the key's claim and writes the rows under its fencing token (core/protocol/reconcile.ts).
 */

import type { SQSRecord } from 'aws-lambda';
import { hash } from '../../core/hash.ts';
import { parseUploadMessage, type Trace, type Upload } from '../../core/protocol/messages.ts';
import { type Attributes, acquire, type Lease } from '../../core/protocol/reconcile.ts';
import { eachMessage, Postponed, type Stage } from '../../core/protocol/stage.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { longestDelaySeconds } from '../../core/protocol/topology.ts';
import { authorityPartition, keys } from '../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../core/records/refusals.ts';
import type { DesiredState, Verdict } from './desiredState.ts';
import { beginExecution, type NormalizeExecution } from './execution.ts';
import { type RowPorts, writeKeyRows } from './keyRows.ts';
import { type DesiredKey, nothingBegun, observeKey } from './observeKey.ts';
import type { NormalizePorts } from './ports.ts';
import { redeliveredHandler } from './redelivered.ts';
import { forgetSnapshot, noteSnapshot } from './snapshot.ts';

export type NormalizeOutcome = 'stored' | 'unchanged' | 'refused' | 'deleted';

/** The most unreadable versions that a claim names. Older ones are tried only when something happens. */
const unreadableNamed = 100;

/** The stage that makes a key's rows agree with the bucket. */
export function normalizeStage(ports: NormalizePorts): Stage {
  const stageOf = (handleUpload: (upload: Upload) => Promise<unknown>): Stage =>
    eachMessage('normalize', ports.log, async (body) => {
      for (const upload of parseUploadMessage(body)) await handleUpload(upload);
    });
  const handleKeyAgain = redeliveredHandler(ports, (key, verdict) => normalize(ports, key, { verdict }));
  const handleAgain = stageOf(({ key }) => handleKeyAgain(key));
  const { deadlyAttempts } = ports.thresholds ?? thresholds;
  return async ({ Records }) => {
    const execution = beginExecution(ports);
    const handleFirst = stageOf(({ key, trace }) => normalize(ports, key, { execution, trace }));
    const isFirst = ({ attributes }: SQSRecord) =>
      Number(attributes.ApproximateReceiveCount) <= 1 || deadlyAttempts === Number.POSITIVE_INFINITY;
    // Redelivered keys wait for the others: an attempt counts against a file only if it ran alone.
    const first = await handleFirst({ Records: Records.filter(isFirst) });
    const again = await handleAgain({ Records: Records.filter((record) => !isFirst(record)) });
    return { batchItemFailures: [...first.batchItemFailures, ...again.batchItemFailures] };
  };
}

interface NormalizeOptions {
  /** The known outcome of one version, which is then not read again. */
  verdict?: Verdict | undefined;
  /** The execution that handles other keys too. */
  execution?: NormalizeExecution;
  /** Where the work began. */
  trace?: Trace | undefined;
}

/**
 * Makes the rows of one key agree with what the bucket holds now.
 *
 * @throws Postponed if the key must be handled once more: it is superseded, or the execution is over before
 *   all is done; the next one goes on from there
 */
export async function normalize(
  withoutExecution: NormalizePorts,
  key: string,
  { verdict, execution = beginExecution(withoutExecution), trace }: NormalizeOptions = {},
): Promise<NormalizeOutcome> {
  const ports = { ...withoutExecution, execution, trace };
  const began = ports.clock();
  const lease = await acquire<DesiredKey>(ports, keys.claim(key), (row) =>
    observeKey(ports, key, row, verdict),
  );
  if (lease === undefined || lease.desired === 'unchanged') return 'unchanged';
  if (lease.desired === 'unfinished') throw new Postponed(0, 'the file is read further in another execution');
  const { desired } = lease;
  const written = await writeKeyRows(ports, lease, key, desired);
  if (written === 'unfinished' || written === 'lost payloads') await handOn(ports, lease, desired, written);
  const applied =
    typeof written === 'object' && (await lease.apply(appliedClaim(ports, key, desired, written.digest)));
  // The newer claimant may have trusted a row that this one replaced, or listed the rows before this one
  // wrote one, so the key is handled once more.
  if (!applied)
    throw new Postponed(delayAfter(ports.clock() - began), 'a newer claimant of the key is at work');
  report(ports, key, desired);
  return outcomeOf(desired);
}

const outcomeOf = ({ refusal, current }: DesiredState): Exclude<NormalizeOutcome, 'unchanged'> =>
  refusal ? 'refused' : current ? 'stored' : 'deleted';

/** Tells operators what became of a key: a line of the log, and metrics. */
function report({ log, metrics, trace }: RowPorts, key: string, desired: DesiredState): void {
  const { documents, refusal, parts, skipped } = desired;
  log.info('normalize: done', {
    key: hash(key),
    documents: documents.size,
    ...(refusal && { refused: refusal.code }),
    ...(skipped && { skipped }),
    ...(trace && { trace: trace.id }),
  });
  if (outcomeOf(desired) === 'stored') metrics?.record('Accepted', 1);
  for (const { code } of [refusal ?? [], parts.map((part) => part.refusal)].flat())
    metrics?.record('Refused', 1, code);
}

/**
 * Notes what the next execution can go on from.
 *
 * @throws Postponed unless a newer claimant is at work
 */
async function handOn(
  ports: RowPorts,
  lease: Lease<unknown>,
  { current, snapshot }: DesiredState,
  why: 'unfinished' | 'lost payloads',
): Promise<void> {
  if (current === undefined || snapshot === undefined) {
    // Nothing was read: the rows that are left to bury are there for the next execution.
  } else if (why === 'lost payloads') await forgetSnapshot(ports, current);
  else if (!snapshot.noted) await noteSnapshot(ports, current, snapshot);
  if (await lease.note({ reading: current?.version }))
    throw new Postponed(0, 'the rows are written further in another execution');
}

/**
 * How long the key of a superseded claimant waits. The newer claimant has as much to do, and began while this
 * one was at work; once it is done, there is nothing left to do. If its work were begun again before that,
 * the two could supersede each other for ever.
 *
 * @param milliseconds how long the superseded claimant worked
 */
function delayAfter(milliseconds: number): number {
  const seconds = 1 + Math.ceil((1.5 * Math.max(0, milliseconds)) / 1000);
  return Math.min(seconds, longestDelaySeconds);
}

/**
 * The claim's attributes once all rows are written: for `explain`, for quarantine and for the next
 * observation.
 */
function appliedClaim(ports: NormalizePorts, key: string, desired: DesiredState, digest: string) {
  const { current, refusal, feed, skipped, unreadable, entries } = desired;
  const at = new Date(ports.clock()).toISOString();
  return {
    ...nothingBegun,
    applied: { digest, truth: desired.fingerprint, reader: desired.reader },
    outcome: outcomeOf(desired),
    at,
    feed,
    documents: desired.documents.size,
    entries,
    refusedParts: desired.parts.length || undefined,
    skipped: skipped || undefined,
    unreadable: unreadable.length > 0 ? unreadable.slice(-unreadableNamed) : undefined,
    version: current?.version,
    bytes: current?.size,
    modified: current?.modified,
    refusal: refusal && { code: refusal.code, evidence: refusal.evidence },
    ...indexKeysOf(key, at, desired),
  };
}

/** A refused file is in quarantine, and a file of the authority is listed, by the time it was put. */
function indexKeysOf(key: string, at: string, { refusal, entries, current }: DesiredState): Attributes {
  const { pk } = keys.claim(key);
  if (refusal !== undefined) return { ...quarantineIndexKeys(refusal.code, at, pk) };
  if (entries === undefined || current === undefined) return { listPk: undefined, listSk: undefined };
  return { listPk: authorityPartition, listSk: `${new Date(current.modified).toISOString()}#${pk}` };
}
