/**
 * Sizes and ages on which the stages decide. The simulation lowers them, so that short histories reach them.
 */

const hour = 3600 * 1000;

export interface Thresholds {
  /**
   * An execution of normalize that has worked for so long leaves what is left to the next one. It is half of
   * the time-out: the document at hand may take a while.
   */
  deadlineMilliseconds: number;
  /** Documents whose rows are written between two notes of the place. */
  rowsPerStep: number;
  /**
   * How many attempts at a file alone must end with the death of the process for the file to be refused.
   * Only one machine counts them (docs/adr/0026-a-container-takes-several-executions.md).
   */
  deadlyAttempts: number;
  /** An attempt at a file that began less than this long ago may be alive, so it is not counted as dead. */
  attemptMilliseconds: number;
  /**
   * A day of an entity with at least the nth of these numbers of documents is counted by shards: each has the
   * documents whose ids begin with the same n hexadecimal digits.
   */
  shardDocuments: readonly number[];
  /**
   * META keeps this many characters of days, or the newest `openDays` if these have more. It closes enough to
   * have half of it.
   */
  openCharacters: number;
  openDays: number;
  /**
   * A sweep removes no object of the archive younger than this, referenced or not: the stage that put it may
   * be about to write the row that references it.
   */
  removableMilliseconds: number;
  /**
   * A stage puts an older object again before it writes a row that references it, so that no sweep removes
   * it. Half of the above leaves the stage more time than any execution has.
   */
  refreshAfterMilliseconds: number;
  /**
   * At least this long passes between the sweep that lists a version as unreferenced and the one that removes
   * it.
   */
  betweenSweepsMilliseconds: number;
  /**
   * The slices in which a sweep works hold at most this many rows of the table, rows of one partition, and
   * names of objects or documents.
   */
  sweepRows: number;
  sweepPartitionRows: number;
  sweepNames: number;
  /**
   * Above this many documents, each pass of the sweep compares the postings and aliases of a share of the
   * archive: about as many as this, but at least one in 16. They are three quarters of what a pass reads, and
   * only a fault leaves one of them without its document.
   */
  sweepShareDocuments: number;
  /**
   * If at least this many other documents of three months have a short name, who is meant is decided by the
   * documents of the week before, then of the day before. With as many in these, it is put to nobody.
   */
  crowdedDocuments: number;
  /**
   * If a short name stands in more documents of three months, no change has them asked again at once; a sweep
   * does. It is more than `crowdedDocuments`, since documents come in batches.
   */
  relinkedDocuments: number;
}

export const thresholds: Thresholds = {
  deadlineMilliseconds: 60_000,
  rowsPerStep: 500,
  deadlyAttempts: Number.POSITIVE_INFINITY,
  // The time-out of normalize, and two clocks that differ.
  attemptMilliseconds: 130_000,
  // `npm run bench:counting` prints what the next three cost.
  shardDocuments: [16, 320, 6000, 90_000],
  openCharacters: 600,
  openDays: 3,
  removableMilliseconds: 24 * hour,
  refreshAfterMilliseconds: 12 * hour,
  betweenSweepsMilliseconds: hour,
  sweepRows: 20_000,
  sweepPartitionRows: 20_000,
  sweepNames: 200_000,
  sweepShareDocuments: 100_000,
  crowdedDocuments: 200,
  relinkedDocuments: 210,
};
