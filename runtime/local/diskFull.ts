/** Tells a full disk from other faults. */

/** SQLite's code for it. */
const sqliteFull = 13;

/**
 * Whether a write failed because the disk is full, or the user's share of it. It succeeds once there is room.
 */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: string; errcode?: number };
  return code === 'ENOSPC' || code === 'EDQUOT' || errcode === sqliteFull || isDiskFull(error.cause);
}
