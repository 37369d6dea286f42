/**
 * The fault profile of a run: which of a cloud's behaviours it shows. Each is drawn from the seed, so that
 * every combination occurs, and each can be switched off when a failed run is shrunk.
 */
import { type Thresholds, thresholds } from '../../core/protocol/thresholds.ts';
import { Random } from '../../core/random.ts';
import type { Guard } from './guards.ts';

export interface FaultProfile extends Record<Nuisance, boolean> {
  /**
   * Messages may be lost or given up on, so sweeps follow. Otherwise the records must converge without a
   * sweep.
   */
  lossy: boolean;
  /** When expired rows disappear: at once, item by item some time later, or never. */
  expiry: 'prompt' | 'late' | 'never';
  /** The budget of the day is soon spent, and work goes on at midnight (core/budget). */
  budget?: boolean | undefined;
  /** Search rows wait for others, as on AWS (functions/index/waitingRows.ts). */
  waiting?: boolean | undefined;
  /** The guard that is switched off. */
  without?: Guard | undefined;
}

/** What can be switched off without changing what the records must finally be. */
export const nuisances = [
  /** Executions crash and calls are throttled, before and after they take effect. */
  'faults',
  /** Messages arrive twice and late, and batches are sent by halves. */
  'badQueues',
  /** The scheduler often pauses a stage just before it writes. */
  'parking',
  /** Days pass while messages wait, and sweeps come often. */
  'sweeping',
  /** Reads that are not consistent answer with any state of the last seconds. */
  'stale',
  /** Pages of queries and lists have one or two items. */
  'pages',
  /** Writes of an execution that died land up to 40 seconds later. */
  'late',
  /** The SDK repeats writes that took effect; duplicates, or writes that failed by time-out, land later. */
  'retries',
  /** The clocks of executions differ from the true time by up to 5 seconds, and jump. */
  'skew',
  /** Executions freeze for up to the longest time that they may last. */
  'freezing',
  /** Many executions run at once. */
  'crowded',
  /** Merges into the search table fail, or happen although they seem to have failed. */
  'conflicts',
  /** For some minutes the table takes hardly a write. */
  'throttled',
  /** Executions of normalize have little time for a file. */
  'hurried',
  /** Small thresholds (core/protocol/thresholds.ts). The rebuild has that which decides what names mean. */
  'small',
  /** Each batch goes in two parts, between which anything may happen. */
  'batches',
  /** Small objects of the archive are rows of the table, as on AWS. */
  'rows',
] as const;
export type Nuisance = (typeof nuisances)[number];

/** The longest that a read which is not consistent lags behind. */
export const lagMilliseconds = 5000;
/** The largest difference between a clock and the true time. The stages rely on it. */
export const skewMilliseconds = 5000;
/** The longest time that a write needs to land after its caller died. Visibility timeouts are longer. */
export const lateMilliseconds = 40_000;
/** The SDK makes a call again within this time. */
export const retryMilliseconds = 3000;

/** Ages just above what the longest execution and late writes need. */
const smallThresholds: Thresholds = {
  ...thresholds,
  shardDocuments: [2, 3],
  openCharacters: 60,
  openDays: 1,
  removableMilliseconds: 1_500_000,
  refreshAfterMilliseconds: 750_000,
  betweenSweepsMilliseconds: 600_000,
  sweepRows: 7,
  sweepPartitionRows: 3,
  sweepNames: 4,
  crowdedDocuments: 2,
};

/** Where sweeps follow, they alone ask who is meant by a name in more documents. */
const fewRelinked = { relinkedDocuments: 3 };

export const thresholdsOf = ({ small, lossy, hurried }: FaultProfile): Thresholds => ({
  ...(small ? smallThresholds : thresholds),
  ...(small && lossy && fewRelinked),
  ...(hurried && { deadlineMilliseconds: 500, rowsPerStep: 1 }),
});

/** All nuisances off. */
const calm = Object.fromEntries(nuisances.map((nuisance) => [nuisance, false])) as Record<Nuisance, boolean>;

/** The profile in which the loss of a guard shows, where the drawn profile hides it behind other repairs. */
const profileOfGuard: Partial<Record<Guard, Partial<FaultProfile>>> = {
  // An execution that is superseded or fails has its key handled again, which finds what a stale list missed.
  'consistent children': { ...calm, stale: true },
  // A quiet cloud is quick, so that changes of one document have nearly the same time.
  'change time': { ...calm, skew: true },
  'decision number': calm,
  // Small thresholds have shards and closed days.
  'consistent months': { ...calm, stale: true, small: true },
  again: { ...calm, parking: true },
  'child row order': { ...calm, faults: true },
  'closed days': { small: true, crowded: true, throttled: false, hurried: false },
  shard: { small: true, crowded: true, throttled: false, hurried: false },
};

/**
 * Every second seed loses messages and sweeps; independently, half of the seeds park stages before a write.
 * One seed in twenty sweeps before each operation. If a guard is off, no sweep repairs the consequences.
 */
export function faultProfileOf(seed: number, without: Guard | undefined): FaultProfile {
  const random = new Random(seed * 31 + 7);
  const often = () => random.chance(0.5);
  return {
    lossy: without === undefined && seed % 2 === 1,
    parking: without !== undefined || seed % 4 < 2,
    sweeping: seed % 20 === 1,
    without,
    faults: random.chance(0.9),
    badQueues: random.chance(0.9),
    stale: random.chance(0.7) || without !== undefined,
    pages: often(),
    late: often(),
    retries: often(),
    skew: often(),
    freezing: often(),
    crowded: often(),
    conflicts: often(),
    small: random.chance(0.4),
    expiry: random.pick(['prompt', 'late', 'never']),
    batches: often(),
    hurried: random.chance(0.4) || without?.startsWith('place') === true,
    throttled: random.chance(0.3),
    rows: random.chance(0.3),
    ...(without && profileOfGuard[without]),
  };
}
