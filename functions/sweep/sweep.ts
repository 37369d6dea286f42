/**
 * sweep: compares the records with the bucket and queues whatever differs. It finds files that are older than
 * the stack, lost events and expired messages. The stages do the repair. The sweep itself removes only
 * unreferenced archive objects (`unreferenced.ts`) and completes interrupted erasures
 * (`../erase/resumeErasures.ts`). It runs daily, at the start of the local runtime, and on demand.
 */
import { model } from '../../core/entities/annotate.ts';
import type { Item, Key } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import {
  enqueueDocuments,
  enqueueKeys,
  enqueueSearchRows,
  enqueueTallies,
} from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isConverged, isLive } from '../../core/protocol/reconcile.ts';
import {
  type SweepPosition,
  saveSweepPosition,
  sweepStart,
  sweepSteps,
  type TablePartition,
  takeSweepPosition,
} from '../../core/queries/sweepSteps.ts';
import { ReferencedKeys } from '../../core/records/archiveReferences.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import { type DocumentMeta, documentMeta, documentSource } from '../../core/records/document.ts';
import { currentEpoch } from '../../core/records/epoch.ts';
import { keys } from '../../core/records/keys.ts';
import { compareSources } from '../../core/records/sources.ts';
import { versionReadingKey } from '../../core/records/versionReadings.ts';
import { resumeErasures } from '../erase/resumeErasures.ts';
import { differingDays } from '../index/differingDays.ts';
import { optimizeSearch } from '../index/index.ts';
import { inspect } from '../normalize/desiredState.ts';
import { removeUnreferenced } from './unreferenced.ts';

export type SweepPorts = Pick<
  Ports,
  'inbox' | 'archive' | 'table' | 'queues' | 'search' | 'clock' | 'log' | 'thresholds'
>;

export interface SweepReport {
  /** How much differed and was queued. */
  keys: number;
  documents: number;
  tallies: number;
  searchRows: number;
  /** Unreferenced versions of payloads, annotations and readings: removed, and left for a later sweep. */
  removed: number;
  unreferenced: number;
  /** Interrupted erasures: completed, and left for a later sweep. */
  erased: number;
  erasing: number;
}

/** How many partitions are compared concurrently. Each claim waits for a call to the bucket. */
const concurrency = 32;
/** How many claims are read in one call. */
const groupSize = 100;

export interface SweepOptions {
  /** Where to start. */
  from?: SweepPosition;
  /** Called before each step; `true` stops the sweep there. */
  shouldStop?: () => boolean;
  /** Rewrites the stores' files so that removed rows cannot be read from them. */
  compact?: () => Promise<void>;
}

/** @returns the report; `stopped` is where to continue if the sweep did not reach the end */
export async function sweep(
  ports: SweepPorts,
  { from = sweepStart, shouldStop = () => false, compact }: SweepOptions = {},
): Promise<SweepReport & { stopped?: SweepPosition }> {
  const began = ports.clock();
  const epoch = await currentEpoch(ports);
  const references = new ReferencedKeys();
  const report: SweepReport = {
    keys: 0,
    documents: 0,
    tallies: 0,
    searchRows: 0,
    removed: 0,
    unreferenced: 0,
    erased: 0,
    erasing: 0,
  };
  Object.assign(report, await resumeErasures(ports, compact));
  let stopped: SweepPosition | undefined;
  for await (const step of sweepSteps(ports, from)) {
    if (shouldStop()) {
      stopped = step.place;
      break;
    }
    if ('keys' in step) await sweepKeys(ports, step.keys, report);
    else {
      await sweepPartitions(ports, step.partitions, references, report);
      for (const { rows } of step.partitions) references.add(rows);
    }
  }
  // Only a sweep that has read the whole table knows which objects nothing refers to.
  const sawWholeTable = stopped === undefined && (from.part === 'bucket' || from.cursor === undefined);
  if (sawWholeTable)
    Object.assign(report, await removeUnreferenced(ports, references, { epoch: epoch.id, began }));
  await optimizeSearch(ports);
  ports.log.info(stopped === undefined ? 'sweep: done' : 'sweep: stopped before its end', { ...report });
  return { ...report, ...(stopped && { stopped }) };
}

/**
 * Sweeps as far as time allows, from where the last sweep stopped.
 *
 * @param until milliseconds since 1970
 */
export async function continueSweep(ports: SweepPorts, until: number): Promise<SweepReport> {
  const epoch = await currentEpoch(ports);
  const { stopped, ...report } = await sweep(ports, {
    from: await takeSweepPosition(ports.archive, epoch.id),
    shouldStop: () => ports.clock() >= until,
  });
  if (stopped !== undefined) await saveSweepPosition(ports.archive, epoch.id, stopped);
  return report;
}

async function sweepPartitions(
  ports: SweepPorts,
  partitions: readonly TablePartition[],
  references: ReferencedKeys,
  report: SweepReport,
): Promise<void> {
  const applied: DocumentMeta[] = [];
  await mapConcurrent(concurrency, partitions, async ({ pk, rows }) => {
    if (pk.startsWith('OBJ#')) await sweepClaim(ports, rows, references, report);
    if (pk.startsWith('ENT#')) await sweepTallies(ports, rows, report);
    if (!pk.startsWith('DOC#')) return;
    const meta = await sweepDocument(ports, rows, report);
    if (meta !== undefined) applied.push(meta);
  });
  await sweepSearchRows(ports, applied, report);
}

/** Queues objects without a claim. Objects that have one are compared in `sweepClaim`. */
async function sweepKeys(
  { table, queues }: SweepPorts,
  listed: readonly string[],
  report: SweepReport,
): Promise<void> {
  const groups = Array.from({ length: Math.ceil(listed.length / groupSize) }, (_, i) =>
    listed.slice(i * groupSize, (i + 1) * groupSize),
  );
  await mapConcurrent(concurrency, groups, async (group) => {
    const rows = await table.batchGet(group.map((key) => keys.claim(key)));
    const unknown = group.filter(
      (_, i) => rows[i] === undefined || claimRow.parse(rows[i]).outcome === 'deleted',
    );
    await enqueueKeys(queues.uploads, unknown);
    report.keys += unknown.length;
  });
}

const findRow = (rows: Item[], key: Key): Item | undefined => rows.find((row) => row.sk === key.sk);

/**
 * Queues a claim that has not converged, that differs from the bucket, or that has rows of another claimant.
 */
async function sweepClaim(
  { inbox, queues }: SweepPorts,
  rows: Item[],
  references: ReferencedKeys,
  report: SweepReport,
): Promise<void> {
  const row = rows.find(({ sk }) => sk === 'META');
  if (row === undefined) return;
  const claim = claimRow.parse(row);
  const { applied, key } = claim;
  if (key === undefined) return; // the key never held an object, or it was erased
  const converged =
    isConverged(row) && rows.every((each) => each === row || !isLive(each) || each.token === applied?.rows);
  const observation = await inspect(inbox, key, claim);
  references.addKeys((observation?.versions ?? []).map(versionReadingKey));
  if (converged && observation?.fingerprint === applied?.truth) return;
  await enqueueKeys(queues.uploads, [key]);
  report.keys++;
}

/**
 * Queues a document whose winning source is not the applied one, or that has not converged.
 *
 * @returns its META if something is applied, to compare with the search table
 */
async function sweepDocument(
  { queues }: SweepPorts,
  rows: Item[],
  report: SweepReport,
): Promise<DocumentMeta | undefined> {
  const doc = (rows[0]?.pk ?? '').slice('DOC#'.length);
  const row = findRow(rows, keys.document(doc));
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const [winner] = rows
    .filter(({ sk }) => sk.startsWith('FROM#'))
    .filter(isLive)
    .map((item) => documentSource.parse(item))
    .sort(compareSources);
  const outdated = winner !== undefined && meta?.applied?.basis?.model !== model;
  const differs =
    outdated ||
    meta?.applied?.basis?.payload !== winner?.payload ||
    (winner !== undefined && meta?.provenance?.version !== winner.version);
  if (differs || (row !== undefined && !isConverged(row))) {
    await enqueueDocuments(queues.normalized, [doc]);
    report.documents++;
  }
  return meta?.applied && meta;
}

async function sweepTallies({ queues }: SweepPorts, rows: Item[], report: SweepReport): Promise<void> {
  const entity = (rows[0]?.pk ?? '').slice('ENT#'.length);
  const differing = differingDays(entity, rows);
  await enqueueTallies(
    queues.touched,
    differing.map((day) => ({ day, entities: [entity] })),
  );
  report.tallies += differing.length;
}

/** Queues documents whose search row is missing or carries another token than META. */
async function sweepSearchRows(
  { search, queues }: SweepPorts,
  metas: readonly DocumentMeta[],
  report: SweepReport,
): Promise<void> {
  const tokens = await search.tokensOf(metas.map(({ doc }) => doc));
  const differing = metas.filter(({ doc, applied }) => tokens.get(doc) !== applied?.token);
  await enqueueSearchRows(
    queues.touched,
    differing.map(({ doc }) => doc),
  );
  report.searchRows += differing.length;
}
