/**
 * normalize: what the inbox holds under a key becomes payloads and source rows. Told to look at a key, it claims it, reads the bucket,
 * and makes the rows say the same (core/protocol/reconcile.ts).
 */

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
import { redelivered } from './redelivered.ts';

export type Outcome = 'stored' | 'unchanged' | 'superseded' | 'refused' | 'deleted';

/** Rows of one container written side by side. */
const rowsAtOnce = 16;

export function normalizeStage(ports: NormalizePorts): Stage {
  const look = (key: string, verdict?: Verdict) => normalize(ports, key, verdict);
  const lookAgain = redelivered(ports, look);
  return eachMessage('normalize', ports.log, async (body, { attributes }) => {
    const first = Number(attributes.ApproximateReceiveCount) <= 1;
    for (const key of parseUploadMessage(body)) await (first ? look(key) : lookAgain(key));
  });
}

/** Makes the rows of one key what the bucket says of it now. `verdict`: of this version it is known, without reading it again. */
export async function normalize(ports: NormalizePorts, key: string, verdict?: Verdict): Promise<Outcome> {
  const lease = await acquire<DesiredState | 'unchanged'>(ports, { key: keys.claim(key) }, (row) =>
    look(ports, key, row, verdict),
  );
  if (lease === undefined || lease.desired === 'unchanged') return 'unchanged';
  const { desired } = lease;
  const touched = await writeRows(ports, lease, key, desired);
  const current = await lease.isCurrent();
  // Superseded: the newer claimant may have listed the children before ours were written, so ours are for us to take back. The child
  // rows go last: as long as they stand, the next look sees that something was left undone, and hints again.
  if (!current) await withdraw(lease, desired.documents.keys(), (doc) => keys.from(doc, key));
  await enqueueDocuments(ports.queues.normalized, touched);
  if (!current) await withdraw(lease, desired.documents.keys(), (doc) => keys.child(key, doc));
  if (!current) await withdraw(lease, partRows(ports, key, desired), (row) => row);
  const applied = current && (await lease.apply(outcomeOf(ports, lease, key, desired)));
  if (!applied) return 'superseded';
  ports.log.info('normalize: looked', {
    key: hash(key),
    documents: desired.documents.size,
    ...(desired.refusal && { refused: desired.refusal.code }),
    ...(desired.skipped && { skipped: desired.skipped }),
  });
  return desired.refusal ? 'refused' : desired.current ? 'stored' : 'deleted';
}

/** The truth about the key; where it is what the rows already say, the raised token alone (it stops older claimants). */
async function look(
  ports: NormalizePorts,
  key: string,
  row: Item | undefined,
  verdict: Verdict | undefined,
): Promise<Observation<DesiredState | 'unchanged'>> {
  const before = row === undefined ? undefined : claimRow.parse(row);
  for (;;) {
    const observation = await inspect(ports.inbox, key, before);
    if (observation === undefined) continue;
    const { applied } = before ?? {};
    if (
      isConverged(row) &&
      applied?.truth === observation.fingerprint &&
      (await undisturbed(ports, key, applied.rows))
    ) {
      return { desired: 'unchanged', intent: { lost: undefined }, converged: true };
    }
    const desired = applyVerdict(observation, verdict) ?? (await readDesiredState(ports, observation));
    // A key that holds nothing need not be named: it may have been erased.
    if (desired !== undefined)
      return { desired, intent: { lost: undefined, ...(desired.current === undefined ? {} : { key }) } };
  }
}

/** Are the live rows all those of the last look that wrote rows? A superseded claimant that crashed may have left one more. */
async function undisturbed(ports: NormalizePorts, key: string, rowsToken: number): Promise<boolean> {
  const { children, parts } = await rowsOf(ports, key);
  return [...children, ...parts].every((row) => !isLive(row) || row.token === rowsToken);
}

/** The rows beside the claim: its documents, and its refused parts. */
async function rowsOf({ table }: NormalizePorts, key: string): Promise<{ children: Item[]; parts: Item[] }> {
  const rows = await queryAll(table, { pk: keys.claim(key).pk, consistent: true });
  return { children: rows.filter(isChildRow), parts: rows.filter(isPartRow) };
}

/**
 * The child row before the FROM row, so that whatever stands in a document is listed under its object; children are listed after the
 * raise, and those no longer held become markers, the FROM row first.
 *
 * Refused parts the same way: whatever stands there was written before the list, or is taken back by whoever wrote it.
 *
 * @returns the documents touched, marked ones too: a crash may have come between the mark and its hint
 */
async function writeRows(
  ports: NormalizePorts,
  lease: Lease<unknown>,
  key: string,
  desired: DesiredState,
): Promise<Set<string>> {
  await mapConcurrent(rowsAtOnce, desired.documents, async ([doc, { retrieved, ...source }]) => {
    await lease.write(keys.child(key, doc), {});
    await lease.write(keys.from(doc, key), { ...source, ...(retrieved && { retrieved: { ...retrieved } }) });
  });
  const parts = partRows(ports, key, desired);
  await mapConcurrent(rowsAtOnce, parts, ({ pk, sk, ...row }) => lease.write({ pk, sk }, row));
  const rows = await rowsOf(ports, key);
  const names = new Set(parts.map(({ sk }) => sk));
  await mapConcurrent(
    rowsAtOnce,
    rows.parts.filter((row) => isLive(row) && !names.has(row.sk)),
    (row) => lease.bury(row),
  );
  const children = rows.children.map((row) => ({
    doc: documentOfChild(row),
    token: tokenOf(row),
    live: isLive(row),
  }));
  const left = children.filter(({ doc, token }) => !desired.documents.has(doc) && token < lease.token);
  await mapConcurrent(
    rowsAtOnce,
    left.filter(({ live }) => live),
    async ({ doc }) => {
      await lease.bury(keys.from(doc, key));
      await lease.bury(keys.child(key, doc));
    },
  );
  return new Set([...desired.documents.keys(), ...left.map(({ doc }) => doc)]);
}

async function withdraw<T>(lease: Lease<unknown>, of: Iterable<T>, row: (each: T) => Key): Promise<void> {
  await mapConcurrent(rowsAtOnce, of, (each) => lease.withdraw(row(each)));
}

/** A row in quarantine for each member that could not be read. */
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
    const place = keys.part(key, part, ordinal);
    const row = { key, part, version: current?.version ?? '', at, refusal: { code, evidence } };
    return { ...place, ...row, ...quarantineIndexKeys(code, at, `${place.pk}#${place.sk}`) };
  });
}

/** What the claim says once all rows are written: for people (`explain`, quarantine) and for the next look. */
function outcomeOf(ports: NormalizePorts, lease: Lease<unknown>, key: string, desired: DesiredState) {
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
