/** Notices that the machine's clock was set back, by one that only goes forward. */
import type { Clock } from '../../core/ports/clock.ts';

/** By less, a delay hardly lasts longer. */
const leastMilliseconds = 1_000;

/** @returns whether `clock` was set back since the last call */
export function watchSetBack(clock: Clock, forward: Clock = () => performance.now()): () => boolean {
  let ahead = clock() - forward();
  return () => {
    const before = ahead;
    ahead = clock() - forward();
    return before - ahead >= leastMilliseconds;
  };
}
