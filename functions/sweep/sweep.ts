/**
 * sweep: compares the records with the bucket, the archive and the search table, and queues whatever differs.
 * It finds files that are older than the stack, lost events, expired messages, and what was lost or restored
 * underneath. The stages do the repair. The sweep itself buries rows that nothing accounts for (`strays.ts`),
 * removes unreferenced archive objects (`unreferenced.ts`) and completes interrupted erasures
 * (`../erase/resumeErasures.ts`). It runs daily, at the start of the local runtime, and on demand.
 */
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import {
  type SweepPosition,
  saveSweepPosition,
  sweepStart,
  sweepSteps,
  type TablePartition,
  takeSweepPosition,
} from '../../core/queries/sweepSteps.ts';
import { ReferencedKeys } from '../../core/records/archiveReferences.ts';
import type { DocumentMeta } from '../../core/records/document.ts';
import { currentEpoch } from '../../core/records/epoch.ts';
import { KeySet } from '../../core/records/keySet.ts';
import { resumeErasures } from '../erase/resumeErasures.ts';
import { optimizeSearch } from '../index/index.ts';
import { listArchived } from './archived.ts';
import { sweepClaim, sweepKeys } from './claims.ts';
import { sweepDocument, sweepOrphanedSearchRows, sweepSearchRows } from './documents.ts';
import { sweepAliases, sweepEntity } from './entities.ts';
import { SweepFaults } from './faults.ts';
import type { SweepPass, SweepPorts, SweepReport } from './pass.ts';
import { removeListsOfOthers, removeUnreferenced } from './unreferenced.ts';

export type { SweepPorts, SweepReport } from './pass.ts';

/** How many partitions are compared concurrently. Each claim waits for a call to the bucket. */
const concurrency = 32;

export interface SweepOptions {
  /** Where to start. */
  from?: SweepPosition;
  /** Called before each step; `true` stops the sweep there. */
  shouldStop?: () => boolean;
  /** The same for interrupted erasures, which come first: each of them reads the whole table. */
  shouldStopErasing?: () => boolean;
  /** Rewrites the stores' files so that removed rows cannot be read from them. */
  compact?: () => Promise<void>;
}

/** @returns the report; `stopped` is where to continue if the sweep did not reach the end */
export async function sweep(
  ports: SweepPorts,
  { from = sweepStart, shouldStop = () => false, shouldStopErasing = shouldStop, compact }: SweepOptions = {},
): Promise<SweepReport & { stopped?: SweepPosition }> {
  const began = ports.clock();
  const epoch = await currentEpoch(ports);
  const pass: SweepPass = {
    ports,
    report: { ...nothing },
    faults: await SweepFaults.open(ports),
    references: new ReferencedKeys(),
    archived: new KeySet(),
    documents: new KeySet(),
  };
  const { report, faults } = pass;
  Object.assign(report, await resumeErasures(ports, { compact, shouldStop: shouldStopErasing }));
  let stopped: SweepPosition | undefined;
  let listed = false;
  for await (const step of sweepSteps(ports, from)) {
    if (shouldStop()) {
      stopped = step.place;
      break;
    }
    if ('keys' in step) await sweepKeys(pass, step.keys);
    else {
      if (!listed) pass.archived = await listArchived(ports.archive);
      listed = true;
      await sweepPartitions(pass, step.partitions);
    }
  }
  report.unread = faults.unread;
  if (stopped === undefined && (from.part === 'bucket' || from.cursor === undefined)) {
    await sweepOrphanedSearchRows(pass, shouldStop);
    await faults.end();
    // Only a sweep that has read the whole table knows which objects nothing refers to.
    const isSameEpoch = (await currentEpoch(ports)).id === epoch.id;
    if (faults.unread === 0 && isSameEpoch && !shouldStop())
      Object.assign(report, await removeUnreferenced(ports, pass.references, { epoch: epoch.id, began }));
    if (isSameEpoch) await removeListsOfOthers(ports, epoch);
  }
  await optimizeSearch(ports);
  ports.log.info(stopped === undefined ? 'sweep: done' : 'sweep: stopped before its end', { ...report });
  return { ...report, ...(stopped && { stopped }) };
}

const nothing: SweepReport = {
  keys: 0,
  documents: 0,
  tallies: 0,
  searchRows: 0,
  strays: 0,
  unread: 0,
  removed: 0,
  unreferenced: 0,
  erased: 0,
  erasing: 0,
};

/**
 * Sweeps as far as time allows, from where the last sweep stopped. Interrupted erasures get half of the time.
 *
 * @param until milliseconds since 1970
 */
export async function continueSweep(ports: SweepPorts, until: number): Promise<SweepReport> {
  const epoch = await currentEpoch(ports);
  const half = (ports.clock() + until) / 2;
  const { stopped, ...report } = await sweep(ports, {
    from: await takeSweepPosition(ports.archive, epoch.id),
    shouldStop: () => ports.clock() >= until,
    shouldStopErasing: () => ports.clock() >= half,
  });
  if (stopped !== undefined) await saveSweepPosition(ports.archive, epoch.id, stopped);
  return report;
}

async function sweepPartitions(pass: SweepPass, partitions: readonly TablePartition[]): Promise<void> {
  const applied: DocumentMeta[] = [];
  await mapConcurrent(concurrency, partitions, ({ pk, rows }) =>
    pass.faults.guard(pk, async () => {
      if (pk.startsWith('OBJ#')) await sweepClaim(pass, pk, rows);
      if (pk.startsWith('ENT#')) await sweepEntity(pass, pk, rows);
      if (pk.startsWith('ALIAS#')) await sweepAliases(pass, rows);
      if (!pk.startsWith('DOC#')) return {};
      const { applied: meta, ...outcome } = await sweepDocument(pass, pk, rows);
      if (meta !== undefined) applied.push(meta);
      return outcome;
    }),
  );
  await sweepSearchRows(pass, applied);
}
