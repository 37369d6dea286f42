/** Work that may wait is done in rounds, so that much of it is done at once. */

/**
 * How long to wait for the next round. All clocks agree on when rounds begin, so whatever waits becomes due
 * together.
 *
 * @param now in milliseconds since 1970
 * @param length of a round in seconds; 0 if nothing waits
 * @returns whole seconds, at most the length
 */
export function secondsToNextRound(now: number, length: number): number {
  return length === 0 ? 0 : length - (Math.floor(now / 1000) % length);
}
