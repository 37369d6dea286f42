/**
 * sweep: compares the records with the bucket, the archive and the search table, and queues whatever differs.
 * It finds files that are older than the stack, lost events, expired messages, and what was lost or restored
 * underneath. The stages do the repair. The sweep itself buries rows that nothing accounts for (`strays.ts`),
 * removes unreferenced archive objects (`archiveSlice.ts`) and completes interrupted erasures
 * (`../erase/resumeErasures.ts`).
 *
 * A pass through everything is made in steps of bounded size, and the place is noted after every step, so a
 * pass goes on over any number of calls (docs/adr/0023-a-sweep-in-slices.md). There is one sweep at a time.
 */
import { randomBytes } from 'node:crypto';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { readSlice, type TablePartition } from '../../core/queries/tablePartitions.ts';
import { currentEpoch, type Epoch } from '../../core/records/epoch.ts';
import type { SweepPassState, SweepPlace, SweepState } from '../../core/records/sweepState.ts';
import { ErasingPass } from '../erase/resumeErasures.ts';
import { sweepArchiveSlice } from './archiveSlice.ts';
import { sweepClaim, sweepKeys } from './claims.ts';
import { sweepDocument } from './documents.ts';
import { sweepAliases, sweepEntity } from './entities.ts';
import { SweepFaults, TooManyFaults } from './faults.ts';
import { SweepLease, SweepOvertaken } from './lease.ts';
import { emptyReport, SweepPass, type SweepPorts, type SweepReport } from './pass.ts';
import { collectSearchRows, sweepSearchSlice } from './searchRows.ts';
import { digitsFor, nextPrefix, removePasses } from './sliceFiles.ts';

export type { SweepPorts, SweepReport } from './pass.ts';

/** How many partitions are compared concurrently. Each claim waits for a call to the bucket. */
const concurrency = 32;
/** A step through the table reads slices until it has this many rows or has taken this long. */
const rowsPerStep = 100_000;
const stepMilliseconds = 20_000;
/** After so many calls that began at one step and noted nothing, the pass is given up. */
const maximumAttempts = 8;

/**
 * `busy`: another sweep is at work. `idle`: the pass of the day is done. `stopped`: a later call goes on.
 */
export type SweepOutcome = 'done' | 'stopped' | 'busy' | 'idle';

export interface SweepOptions {
  /** Called before each step and within long ones; `true` ends the call there. */
  shouldStop?: () => boolean;
  /** Rewrites the stores' files so that removed rows cannot be read from them. */
  compact?: () => Promise<void>;
  /** Takes the lease from another sweep: that one is dead, or is to end. */
  takeOver?: boolean;
}

type SweepResult = SweepReport & { outcome: SweepOutcome };

/** Makes a pass from its beginning, as far as `shouldStop` allows. */
export function sweep(ports: SweepPorts, options: SweepOptions = {}): Promise<SweepResult> {
  return withLease(ports, options, async (lease, epoch) => {
    await lease.drop();
    return runPass(ports, lease, epoch, options);
  });
}

/**
 * Goes on with the pass that is in progress. Otherwise begins one, if the last one began long enough ago.
 *
 * @param options.every milliseconds from the beginning of a pass to that of the next
 */
export function continueSweep(
  ports: SweepPorts,
  { every = 0, ...options }: SweepOptions & { every?: number } = {},
): Promise<SweepResult> {
  return withLease(ports, options, async (lease, epoch) => {
    await giveUpIfStuck(ports, lease);
    const { pass, lastBegan } = lease.state;
    if (pass === undefined && lastBegan !== undefined && ports.clock() - lastBegan < every)
      return { ...emptyReport, outcome: 'idle' };
    return runPass(ports, lease, epoch, options);
  });
}

async function withLease(
  ports: SweepPorts,
  { takeOver = false }: SweepOptions,
  run: (lease: SweepLease, epoch: Epoch) => Promise<SweepResult>,
): Promise<SweepResult> {
  const epoch = await currentEpoch(ports);
  const lease = await SweepLease.take(ports, { epoch: epoch.id, takeOver });
  if (lease === undefined) {
    ports.log.info('sweep: another sweep is at work');
    return { ...emptyReport, outcome: 'busy' };
  }
  try {
    return await run(lease, epoch);
  } catch (error) {
    if (!(error instanceof SweepOvertaken)) throw error;
    ports.log.warn('sweep: another sweep has taken over');
    return { ...emptyReport, outcome: 'busy' };
  } finally {
    await lease
      .release()
      .catch((error) => ports.log.warn('sweep: the lease expires', { error: describeError(error) }));
  }
}

async function runPass(
  ports: SweepPorts,
  lease: SweepLease,
  epoch: Epoch,
  { shouldStop = () => false, compact = async () => {} }: SweepOptions,
): Promise<SweepResult> {
  const pass = await openPass(ports, lease, shouldStop);
  const { report, faults } = pass;
  let outcome: SweepOutcome = 'stopped';
  try {
    while (!pass.shouldStop && pass.state.place.part !== 'end') await takeStep(pass);
    report.unread = faults.unread;
    report.erasing = pass.erasing.notes.length;
    if (!pass.shouldStop) {
      await endPass(pass, epoch, compact);
      outcome = 'done';
    }
  } catch (error) {
    if (error instanceof TooManyFaults) await giveUp(lease);
    throw error;
  }
  ports.log.info(outcome === 'done' ? 'sweep: done' : 'sweep: stopped before its end', { ...report });
  return { ...report, outcome };
}

/** Goes on with the pass of the lease, or begins one. */
async function openPass(ports: SweepPorts, lease: SweepLease, shouldStop: () => boolean): Promise<SweepPass> {
  const { pass: found } = lease.state;
  const pass = found ?? emptyPass(ports.clock());
  const erasing =
    found === undefined
      ? await ErasingPass.begin(ports)
      : await ErasingPass.goOn(ports, pass.began, pass.erasing);
  // An attempt that ends by a time-out, or for lack of memory, notes nothing more.
  await lease.note({ pass: { ...pass, attempts: pass.attempts + 1, erasing: erasing.notes } });
  const faults = new SweepFaults(ports, pass.id, pass.unread);
  return new SweepPass(ports, { lease, faults, erasing, shouldStop });
}

function emptyPass(began: number): SweepPassState {
  return {
    id: randomBytes(8).toString('hex'),
    began,
    place: { part: 'bucket' },
    step: 0,
    attempts: 0,
    references: 0,
    documents: 0,
    searchRows: 0,
    unread: 0,
    unindexed: 0,
    erasing: [],
  };
}

async function giveUpIfStuck({ log }: SweepPorts, lease: SweepLease): Promise<void> {
  const { pass } = lease.state;
  if (pass === undefined || pass.attempts < maximumAttempts) return;
  log.error('sweep: gave up a pass that does not get on', { part: pass.place.part });
  await giveUp(lease);
}

/** Counts the pass as made, so that the next one begins when its time has come. */
async function giveUp(lease: SweepLease): Promise<void> {
  const { pass } = lease.state;
  await lease.drop();
  if (pass !== undefined) await lease.note({ lastBegan: pass.began });
}

/** Makes a step and notes where the next one begins. */
async function takeStep(pass: SweepPass): Promise<void> {
  const { place } = pass.state;
  switch (place.part) {
    case 'bucket':
      return stepThroughBucket(pass, place);
    case 'table':
      return stepThroughTable(pass, place);
    case 'archive':
      return stepThroughSlices(pass, place, {
        most: Math.max(
          pass.state.references,
          ...pass.lease.state.earlier.map(({ references }) => references),
        ),
        compare: sweepArchiveSlice,
        next: 'search',
      });
    case 'search': {
      const cursor = await collectSearchRows(pass, place.cursor);
      const next = cursor === undefined ? { part: 'documents' as const } : { part: place.part, cursor };
      return pass.note({ place: next });
    }
    case 'documents':
      return stepThroughSlices(pass, place, {
        most: Math.max(pass.state.documents, pass.state.searchRows),
        compare: sweepSearchSlice,
        next: 'end',
      });
    case 'end':
  }
}

async function stepThroughBucket(pass: SweepPass, { cursor }: SweepPlace): Promise<void> {
  const page = await pass.ports.inbox.list('', cursor);
  await sweepKeys(
    pass,
    page.items.map(({ key }) => key),
  );
  const place: SweepPlace =
    page.next === undefined ? { part: 'table' } : { part: 'bucket', cursor: page.next };
  await pass.note({ place });
}

async function stepThroughTable(pass: SweepPass, from: SweepPlace): Promise<void> {
  const { ports, sizes } = pass;
  const began = ports.clock();
  let place = from;
  for (let rows = 0; place.part === 'table'; ) {
    const { partitions, next } = await readSlice(ports.table, place, sizes);
    await sweepPartitions(pass, partitions);
    place = next === undefined ? { part: 'archive' } : { part: 'table', ...next };
    rows += partitions.reduce((sum, each) => sum + each.rows.length, 0);
    const isFull = rows >= Math.min(rowsPerStep, 5 * sizes.sweepRows);
    if (isFull || ports.clock() - began >= stepMilliseconds || pass.shouldStop) break;
  }
  await pass.note({ place });
}

async function sweepPartitions(pass: SweepPass, partitions: readonly TablePartition[]): Promise<void> {
  await mapConcurrent(concurrency, partitions, (partition) =>
    pass.faults.guard(partition.pk, async () => {
      const { pk, rows } = partition;
      if (pk.startsWith('OBJ#')) await sweepClaim(pass, pk, rows);
      else if (pk.startsWith('ENT#')) await sweepEntity(pass, partition);
      else if (pk.startsWith('ALIAS#')) await sweepAliases(pass, rows);
      else if (pk.startsWith('DOC#')) await sweepDocument(pass, pk, rows);
      await pass.erasing.removeRows(partition);
    }),
  );
}

interface SliceWork {
  /** How many names all slices have. */
  most: number;
  compare(pass: SweepPass, prefix: string): Promise<'done' | 'divide' | 'stopped'>;
  /** The part that follows after the last slice. */
  next: SweepPlace['part'];
}

async function stepThroughSlices(
  pass: SweepPass,
  { part, prefix }: SweepPlace,
  { most, compare, next }: SliceWork,
): Promise<void> {
  const digits = digitsFor(most, pass.sizes.sweepNames);
  const at = prefix ?? '0'.repeat(digits);
  const outcome = await compare(pass, at);
  if (outcome === 'stopped') return;
  const following = outcome === 'divide' ? `${at}0` : nextPrefix(at, digits);
  await pass.note({ place: following === undefined ? { part: next } : { part, prefix: following } });
}

/** Ends a pass that has seen everything. */
async function endPass(pass: SweepPass, epoch: Epoch, compact: () => Promise<void>): Promise<void> {
  const { ports, lease, faults, report, erasing, sizes } = pass;
  const { id, began, references, documents } = pass.state;
  if (faults.unread === 0) Object.assign(report, await erasing.end(compact));
  await faults.end();
  const isSameEpoch = (await currentEpoch(ports)).id === epoch.id;
  // What it has found is evidence for later passes, unless a partition is missing from it.
  const isEvidence = faults.unread === 0 && isSameEpoch;
  const earlier = isEvidence
    ? withPass(lease.state.earlier, { id, began, ended: ports.clock(), references }, sizes)
    : [];
  const { pass: _, ...state } = lease.state;
  lease.state = state;
  await lease.note({ lastBegan: began, passes: state.passes + 1, documents, earlier });
  if (!isSameEpoch) return;
  // Readers may turn to search rows of a new form only when every document has one.
  if (pass.unindexed === 0) await ports.search.declareComplete();
  const others = ports.clock() - epoch.began > sizes.removableMilliseconds;
  await removePasses(
    ports.archive,
    epoch.id,
    earlier.map((each) => each.id),
    { others },
  );
}

/** More passes than this within an hour, and the evidence begins anew. */
const maximumEarlier = 64;

/**
 * The passes that the next one compares with. Once the first of them is old enough to be evidence, this pass
 * takes its place; until then it joins those that must not have found a reference either.
 */
function withPass(
  earlier: SweepState['earlier'],
  pass: SweepState['earlier'][number],
  { betweenSweepsMilliseconds }: { betweenSweepsMilliseconds: number },
): SweepState['earlier'] {
  const [first] = earlier;
  const wasEvidence = first !== undefined && first.ended <= pass.began - betweenSweepsMilliseconds;
  return first === undefined || wasEvidence || earlier.length >= maximumEarlier ? [pass] : [...earlier, pass];
}
