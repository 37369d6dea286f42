/**
 * sweep: compares the records with the bucket, the archive and the search table, and queues whatever differs.
 * It finds files that are older than the stack, lost events, expired messages, and what was lost or restored
 * underneath. The stages do the repair. The sweep itself buries rows that nothing accounts for (`strays.ts`),
 * removes unreferenced archive objects (`archiveSlice.ts`) and completes interrupted erasures
 * (`../erase/resumeErasures.ts`).
 *
 * A pass through everything is made in steps of bounded size, and the place is noted after every step, so a
 * pass goes on over any number of calls (docs/adr/0029-a-sweep-in-slices.md). There is one sweep at a time.
 */
import { randomBytes } from 'node:crypto';
import { describeError } from '../../core/protocol/stage.ts';
import { currentEpoch, type Epoch } from '../../core/records/epoch.ts';
import type { SweepPassState, SweepState } from '../../core/records/sweepState.ts';
import { ErasingPass } from '../erase/resumeErasures.ts';
import { announceOutdated } from './outdated.ts';
import { SweepFaults, TooManyFaults } from './pass/faults.ts';
import { SweepLease, SweepOvertaken } from './pass/lease.ts';
import { emptyReport, SweepPass, type SweepPorts, type SweepReport } from './pass/pass.ts';
import { outdatedFiles } from './pass/sliceFiles.ts';
import { takeStep } from './pass/steps.ts';
import { compareCounts } from './shrinkage.ts';

export type { SweepPorts, SweepReport } from './pass/pass.ts';

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
    present: 0,
    made: { models: {}, readers: {} },
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
  log.error('sweep: gave up a pass that makes no progress', { part: pass.place.part });
  await giveUp(lease);
}

/** Counts the pass as made, so that the next one begins when its time has come. */
async function giveUp(lease: SweepLease): Promise<void> {
  const { pass } = lease.state;
  await lease.drop();
  if (pass !== undefined) await lease.note({ lastBegan: pass.began });
}

/** Ends a pass that has seen everything. */
async function endPass(pass: SweepPass, epoch: Epoch, compact: () => Promise<void>): Promise<void> {
  const { ports, lease, faults, report, erasing, sizes } = pass;
  const { id, began, references, documents, made } = pass.state;
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
  // A pass that could not read a partition has not counted all.
  const counted = faults.unread === 0 && { counted: countDocuments(pass, began), made };
  if (faults.unread === 0) announceOutdated(ports, made);
  const others = ports.clock() - epoch.began > sizes.removableMilliseconds;
  const kept = earlier.map((each) => each.id);
  // Listed before the lease may go to another sweep: none of its files is among them.
  const files = isSameEpoch ? await outdatedFiles(ports.archive, epoch.id, kept, { others }) : [];
  await lease.note({ lastBegan: began, passes: state.passes + 1, documents, earlier, ...counted });
  if (!isSameEpoch) return;
  // Readers may turn to search rows of a new form only when every document has one.
  if (pass.unindexed === 0) await ports.search.declareComplete();
  for (const { key, version } of files) await ports.archive.delete(key, version);
}

/** Tells how many documents there are, and by how much they have become fewer. */
function countDocuments({ ports, lease, present }: SweepPass, at: number) {
  const { percent, counted } = compareCounts(lease.state.counted, { documents: present, at });
  ports.metrics?.record('Documents', present);
  ports.metrics?.record('Shrinkage', percent);
  return counted;
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
