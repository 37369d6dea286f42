/** When search rows are merged that may wait for others (functions/index/waitingRows.ts). */
export interface SearchWait {
  /** So many are merged at once. */
  rows: number;
  /** Fewer wait for the next round of so many seconds, which SQS allows as a delay … */
  roundSeconds: number;
  /** … and for at most so many rounds. */
  rounds: number;
}

/** What stages and sweeps know of it. */
export interface SearchWaitPort {
  /** Which search rows wait for others; absent if none does. */
  searchWait?: SearchWait;
}

/**
 * A merge costs by its requests, not by its rows, and a message that comes again costs a hundredth of it. The
 * round is shorter than the age of a message at which people are called (infra/alarms.ts). Readers add the
 * rows that wait (core/queries/searchRows/recentRows.ts). One machine merges at once.
 */
export const searchWait: { aws: SearchWait } = { aws: { rows: 64, roundSeconds: 720, rounds: 7 } };

/** How long `index` may take to get a message of a row that is due, and to merge it, in seconds. */
const mergingSeconds = 600;

/** After this many seconds a row is merged, if `index` is not behind. */
export const longestWaitSeconds = ({ roundSeconds, rounds }: SearchWait): number =>
  (rounds + 1) * roundSeconds + mergingSeconds;
