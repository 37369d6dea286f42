/**
 * sweep: compares what is with what should be, and hints what differs; it mends nothing itself. So files that were there before the
 * stack, lost events and expired messages are found. What nothing points to it removes (`unreferenced.ts`), and what is left of erasures
 * that were broken off (`erasures/`). Runs daily, at the start of the local runtime, and on demand.
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
import { keys } from '../../core/records/keys.ts';
import { compareSources } from '../../core/records/sources.ts';
import { versionReadingKey } from '../../core/records/versionReadings.ts';
import { resumeErasures } from '../erase/resumeErasures.ts';
import { differingDays } from '../index/counts.ts';
import { optimizeSearch } from '../index/index.ts';
import { inspect } from '../normalize/desiredState.ts';
import { removeUnreferenced } from './unreferenced.ts';

export type SweepPorts = Pick<Ports, 'inbox' | 'archive' | 'table' | 'queues' | 'search' | 'clock' | 'log'>;

export interface SweepReport {
  /** How many hints were sent, by what differed. */
  keys: number;
  documents: number;
  tallies: number;
  searchRows: number;
  /** Versions of payloads, annotations and readings that nothing pointed to: removed, and left for a later sweep. */
  removed: number;
  unreferenced: number;
  /** Erasures that were broken off: brought to their end, and left for a later sweep. */
  erased: number;
  erasing: number;
}

/** Partitions looked at side by side: a claim asks the bucket, and waits for it. */
const atOnce = 32;
/** Keys whose claims are read together. */
const groupSize = 100;

/**
 * @param from where to begin
 * @param enough asked before each step: is it to stop there?
 * @param compact leaves nothing of removed rows in the table's files
 * @returns `stopped`, where it did, is where to go on
 */
export async function sweep(
  ports: SweepPorts,
  {
    from = sweepStart,
    enough = () => false,
    compact,
  }: { from?: SweepPosition; enough?: () => boolean; compact?: () => Promise<void> } = {},
): Promise<SweepReport & { stopped?: SweepPosition }> {
  const began = ports.clock();
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
    if (enough()) {
      stopped = step.place;
      break;
    }
    if ('keys' in step) await sweepKeys(ports, step.keys, report);
    else {
      await sweepPartitions(ports, step.partitions, references, report);
      for (const { rows } of step.partitions) references.add(rows);
    }
  }
  // Only a sweep that saw the whole table knows what nothing points to.
  const whole = stopped === undefined && (from.part === 'bucket' || from.cursor === undefined);
  if (whole) Object.assign(report, await removeUnreferenced(ports, references, began));
  await optimizeSearch(ports);
  ports.log.info(stopped === undefined ? 'sweep: done' : 'sweep: stopped before its end', { ...report });
  return { ...report, ...(stopped && { stopped }) };
}

/** As much of a sweep as there is time for, from where the one before had to stop. @param until milliseconds since 1970 */
export async function continueSweep(ports: SweepPorts, until: number): Promise<SweepReport> {
  const { stopped, ...report } = await sweep(ports, {
    from: await takeSweepPosition(ports.archive),
    enough: () => ports.clock() >= until,
  });
  if (stopped !== undefined) await saveSweepPosition(ports.archive, stopped);
  return report;
}

async function sweepPartitions(
  ports: SweepPorts,
  partitions: readonly TablePartition[],
  references: ReferencedKeys,
  report: SweepReport,
): Promise<void> {
  const applied: DocumentMeta[] = [];
  await mapConcurrent(atOnce, partitions, async ({ pk, rows }) => {
    if (pk.startsWith('OBJ#')) await sweepClaim(ports, rows, references, report);
    if (pk.startsWith('ENT#')) await sweepTallies(ports, rows, report);
    if (!pk.startsWith('DOC#')) return;
    const meta = await sweepDocument(ports, rows, report);
    if (meta !== undefined) applied.push(meta);
  });
  await sweepSearchRows(ports, applied, report);
}

/** Objects that no claim knows of. Whether the others are known as they are, their claims tell. */
async function sweepKeys(
  { table, queues }: SweepPorts,
  listed: readonly string[],
  report: SweepReport,
): Promise<void> {
  const groups = Array.from({ length: Math.ceil(listed.length / groupSize) }, (_, i) =>
    listed.slice(i * groupSize, (i + 1) * groupSize),
  );
  await mapConcurrent(atOnce, groups, async (group) => {
    const rows = await table.batchGet(group.map((key) => keys.claim(key)));
    const unknown = group.filter(
      (_, i) => rows[i] === undefined || claimRow.parse(rows[i]).outcome === 'deleted',
    );
    await enqueueKeys(queues.uploads, unknown);
    report.keys += unknown.length;
  });
}

const find = (rows: Item[], key: Key): Item | undefined => rows.find((row) => row.sk === key.sk);

/** A claim that was not settled, that says other than the bucket, or whose children are not those of its last look. */
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
  if (key === undefined) return; // nothing was ever there, or it was erased
  const settled =
    isConverged(row) && rows.every((each) => each === row || !isLive(each) || each.token === applied?.rows);
  const sighting = await inspect(inbox, key, claim);
  references.addKeys((sighting?.versions ?? []).map(versionReadingKey));
  if (settled && sighting?.fingerprint === applied?.truth) return;
  await enqueueKeys(queues.uploads, [key]);
  report.keys++;
}

/**
 * A document whose winner is not what is applied, or where something is pending.
 *
 * @returns its META where something is applied, to be compared with the search table
 */
async function sweepDocument(
  { queues }: SweepPorts,
  rows: Item[],
  report: SweepReport,
): Promise<DocumentMeta | undefined> {
  const doc = (rows[0]?.pk ?? '').slice('DOC#'.length);
  const row = find(rows, keys.document(doc));
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

/** Documents whose search row is missing or older than what is applied. */
async function sweepSearchRows(
  { search, queues }: SweepPorts,
  metas: readonly DocumentMeta[],
  report: SweepReport,
): Promise<void> {
  const tokens = await search.tokensOf(metas.map(({ doc }) => doc));
  const differing = metas.filter(({ doc, applied }) => (tokens.get(doc) ?? 0) < (applied?.token ?? 0));
  await enqueueSearchRows(
    queues.touched,
    differing.map(({ doc }) => doc),
  );
  report.searchRows += differing.length;
}
