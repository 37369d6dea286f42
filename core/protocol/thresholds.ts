/**
 * Sizes and ages on which the stages decide. The simulation lowers them, so that short histories reach them.
 */

const hour = 3600 * 1000;

export interface Thresholds {
  /** An attempt at a file that began less than this long ago may be alive, so it is not counted as dead. */
  attemptMilliseconds: number;
  /** A day of an entity with this many documents is counted at most once per interval. */
  hotDocuments: number;
  hotIntervalMilliseconds: number;
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
}

export const thresholds: Thresholds = {
  // The time-out of normalize, and two clocks that differ.
  attemptMilliseconds: 130_000,
  hotDocuments: 1000,
  hotIntervalMilliseconds: 60_000,
  removableMilliseconds: 24 * hour,
  refreshAfterMilliseconds: 12 * hour,
  betweenSweepsMilliseconds: hour,
};
