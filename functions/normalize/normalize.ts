/**
 * normalize: turns the object under an inbox key into payloads and source rows. For each key it observes the
 * bucket, acquires the key's claim and writes the rows under its fencing token (core/protocol/reconcile.ts).
 */

import { ItemRefused, refuse } from '../../core/errors.ts';
import { hash } from '../../core/hash.ts';
import type { Item, Key } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { enqueueDocuments, parseUploadMessage } from '../../core/protocol/messages.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import {
  acquire,
  isConverged,
  isLive,
  type Lease,
  type Observation,
  tokenOf,
} from '../../core/protocol/reconcile.ts';
import { eachMessage, type Stage } from '../../core/protocol/stage.ts';
import { type Claim, claim as claimRow } from '../../core/records/claim.ts';
import { documentOfChild, isChildRow, isPartRow, keys } from '../../core/records/keys.ts';
import {
  type QuarantineIndexKeys,
  quarantineIndexKeys,
  type RefusedPart,
} from '../../core/records/refusals.ts';
import { applyVerdict, type DesiredState, inspect, readDesiredState, type Verdict } from './desiredState.ts';
import type { NormalizePorts } from './ports.ts';
import { noUnfinishedAttempts, redeliveredHandler } from './redelivered.ts';
import type { SourceDocument } from './snapshot.ts';

export type NormalizeOutcome = 'stored' | 'unchanged' | 'superseded' | 'refused' | 'deleted';

/** How many rows of one key are written concurrently. */
const rowConcurrency = 16;

export function normalizeStage(ports: NormalizePorts): Stage {
  const handle = (key: string, verdict?: Verdict) => normalize(ports, key, verdict);
  const handleRedelivered = redeliveredHandler(ports, handle);
  return eachMessage('normalize', ports.log, async (body, { attributes }) => {
    const isFirst = Number(attributes.ApproximateReceiveCount) <= 1;
    for (const key of parseUploadMessage(body)) await (isFirst ? handle(key) : handleRedelivered(key));
  });
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
  const lease = await acquire<DesiredState | 'unchanged'>(ports, { key: keys.claim(key) }, (row) =>
    observeKey(ports, key, row, verdict),
  );
  if (lease === undefined || lease.desired === 'unchanged') return 'unchanged';
  const { desired } = lease;
  const touched = await writeRows(ports, lease, key, desired);
  const isCurrent = await lease.isCurrent();
  // Superseded: the newer claimant may have listed the children before ours were written, so we withdraw
  // ours. The child rows go last: while they exist, the next observation sees unfinished work and queues the
  // documents again.
  if (!isCurrent) await withdraw(lease, desired.documents.keys(), (doc) => keys.from(doc, key));
  await enqueueDocuments(ports.queues.normalized, touched);
  if (!isCurrent) await withdraw(lease, desired.documents.keys(), (doc) => keys.child(key, doc));
  if (!isCurrent) await withdraw(lease, partRows(ports, key, desired), (row) => row);
  const applied = isCurrent && (await lease.apply(appliedClaim(ports, lease, key, desired)));
  if (!applied) return 'superseded';
  ports.log.info('normalize: done', {
    key: hash(key),
    documents: desired.documents.size,
    ...(desired.refusal && { refused: desired.refusal.code }),
    ...(desired.skipped && { skipped: desired.skipped }),
  });
  return desired.refusal ? 'refused' : desired.current ? 'stored' : 'deleted';
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
    const { applied } = claim ?? {};
    if (
      isConverged(row) &&
      applied?.truth === observation.fingerprint &&
      (await hasOnlyRowsOf(ports, key, applied.rows))
    ) {
      return { desired: 'unchanged', intent: noUnfinishedAttempts, converged: true };
    }
    const desired = applyVerdict(observation, verdict) ?? (await readDesiredState(ports, observation));
    if (desired === undefined) continue;
    // The claim of a key without an object does not name the key: it may have been erased.
    const name = desired.current === undefined ? {} : { key };
    return { desired, intent: { ...noUnfinishedAttempts, ...name } };
  }
}

/** Whether one claimant wrote all live rows. A superseded claimant that crashed may have left another one. */
async function hasOnlyRowsOf(ports: NormalizePorts, key: string, rowsToken: number): Promise<boolean> {
  const { children, parts } = await readKeyRows(ports, key);
  return [...children, ...parts].every((row) => !isLive(row) || row.token === rowsToken);
}

/** The rows beside the claim: one per document, and one per refused part. */
async function readKeyRows(
  { table }: NormalizePorts,
  key: string,
): Promise<{ children: Item[]; parts: Item[] }> {
  const rows = await queryAll(table, { pk: keys.claim(key).pk, consistent: true });
  return { children: rows.filter(isChildRow), parts: rows.filter(isPartRow) };
}

/**
 * Writes the rows of the desired state and buries all others.
 *
 * The child row is written before the FROM row, so every source of a document is listed under its key. The
 * children are listed after the lease was acquired, so the list has all rows of older claimants; those that
 * no longer belong become tombstones, FROM row first. Rows written after the list are withdrawn by their own
 * claimant.
 *
 * @returns the touched documents, with those that are already tombstones: a crash may have prevented their
 * message
 */
async function writeRows(
  ports: NormalizePorts,
  lease: Lease<unknown>,
  key: string,
  desired: DesiredState,
): Promise<Set<string>> {
  const refused = await mapConcurrent(rowConcurrency, [...desired.documents], async ([doc, source]) =>
    (await writeSource(lease, key, doc, source)) ? [] : [doc],
  );
  for (const doc of refused.flat()) refuseDocument(desired, doc);
  const parts = partRows(ports, key, desired);
  await mapConcurrent(rowConcurrency, parts, ({ pk, sk, ...row }) => lease.write({ pk, sk }, row));
  const rows = await readKeyRows(ports, key);
  const written = new Set(parts.map(({ sk }) => sk));
  await mapConcurrent(
    rowConcurrency,
    rows.parts.filter((row) => isLive(row) && !written.has(row.sk)),
    (row) => lease.bury(row),
  );
  const children = rows.children.map((row) => ({
    doc: documentOfChild(row),
    token: tokenOf(row),
    live: isLive(row),
  }));
  const obsolete = children.filter(({ doc, token }) => !desired.documents.has(doc) && token < lease.token);
  await mapConcurrent(
    rowConcurrency,
    obsolete.filter(({ live }) => live),
    async ({ doc }) => {
      await lease.bury(keys.from(doc, key));
      await lease.bury(keys.child(key, doc));
    },
  );
  return new Set([...desired.documents.keys(), ...refused.flat(), ...obsolete.map(({ doc }) => doc)]);
}

/**
 * Writes the rows of one document, the child row first.
 *
 * @returns `false` if the table refuses them; then there is no row of this document, not even an older one
 */
async function writeSource(
  lease: Lease<unknown>,
  key: string,
  doc: string,
  { retrieved, ...source }: SourceDocument,
): Promise<boolean> {
  try {
    await lease.write(keys.child(key, doc), {});
    await lease.write(keys.from(doc, key), { ...source, ...(retrieved && { retrieved: { ...retrieved } }) });
    return true;
  } catch (error) {
    if (!(error instanceof ItemRefused)) throw error;
    await lease.bury(keys.from(doc, key));
    await lease.bury(keys.child(key, doc));
    return false;
  }
}

/** Turns a document whose row is too large into a refused part, so that its neighbours are stored. */
function refuseDocument({ documents, parts }: DesiredState, doc: string): void {
  const part = documents.get(doc)?.part ?? '';
  documents.delete(doc);
  parts.push({ part, refusal: refuse('input.too_large', 'what identifies it does not fit into a record') });
}

async function withdraw<T>(lease: Lease<unknown>, of: Iterable<T>, keyOf: (each: T) => Key): Promise<void> {
  await mapConcurrent(rowConcurrency, of, (each) => lease.withdraw(keyOf(each)));
}

/** A quarantine row for each member that could not be read. */
function partRows(
  ports: NormalizePorts,
  key: string,
  { parts, current }: DesiredState,
): (Key & RefusedPart & QuarantineIndexKeys)[] {
  const at = new Date(ports.clock()).toISOString();
  const ordinals = new Map<string, number>();
  return parts.map(({ part, refusal: { code, evidence } }) => {
    const ordinal = ordinals.get(part) ?? 0;
    ordinals.set(part, ordinal + 1);
    const rowKey = keys.part(key, part, ordinal);
    const row = { key, part, version: current?.version ?? '', at, refusal: { code, evidence } };
    return { ...rowKey, ...row, ...quarantineIndexKeys(code, at, `${rowKey.pk}#${rowKey.sk}`) };
  });
}

/**
 * The claim's attributes once all rows are written: for `explain`, for quarantine and for the next
 * observation.
 */
function appliedClaim(ports: NormalizePorts, lease: Lease<unknown>, key: string, desired: DesiredState) {
  const { current, refusal, feed, skipped } = desired;
  const at = new Date(ports.clock()).toISOString();
  const outcome: Claim['outcome'] = refusal ? 'refused' : current ? 'stored' : 'deleted';
  return {
    applied: { rows: lease.token, truth: desired.fingerprint },
    outcome,
    at,
    feed,
    documents: desired.documents.size,
    refusedParts: desired.parts.length || undefined,
    skipped: skipped || undefined,
    version: current?.version,
    bytes: current?.size,
    modified: current?.modified,
    refusal: refusal && { code: refusal.code, evidence: refusal.evidence },
    ...(refusal
      ? quarantineIndexKeys(refusal.code, at, keys.claim(key).pk)
      : { listPk: undefined, listSk: undefined }),
  };
}
