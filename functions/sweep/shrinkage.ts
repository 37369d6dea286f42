/**
 * By how much the documents have become fewer since the day before. Passes are a day apart, but operators
 * begin others, so a count is compared with one that is at least most of a day old.
 */
import type { SweepState } from '../../core/records/sweepState.ts';

/** Passes of the schedule begin 23.9 hours apart. */
const leastMillisecondsBetween = 20 * 3_600_000;

type Counted = NonNullable<SweepState['counted']>;

/**
 * @param before the count that the last pass was compared with
 * @returns `percent`: 0 if there are no fewer; `counted`: what the next pass is compared with
 */
export function compareCounts(
  before: Counted | undefined,
  now: Counted,
): { percent: number; counted: Counted } {
  if (before === undefined) return { percent: 0, counted: now };
  const lost = Math.max(0, before.documents - now.documents);
  const percent = lost === 0 ? 0 : (100 * lost) / before.documents;
  return { percent, counted: now.at - before.at >= leastMillisecondsBetween ? now : before };
}
