/** The places of changes in their log. */
import type { Clock } from '../../core/ports/clock.ts';
import { type Lease, LostRace } from '../../core/protocol/reconcile.ts';

/**
 * A place in the log of changes is used only within this time after it was taken; after that the store takes
 * a new one. Readers of the log are further behind: two seconds on one machine (`changesSettleSeconds`),
 * longer than any execution on AWS.
 */
const placeMilliseconds = 1000;

/** The next place in the log of changes: the present time, or just after `changed` if that is later. */
export function placeAfter({ clock }: { clock: Clock }, changed = 0): number {
  return Math.max(clock(), changed + 1);
}

/**
 * Returns the place, or takes a later one if it was taken so long ago that readers may have passed it.
 *
 * @throws LostRace if the lease is superseded, or seems to be: if the answer of a write is lost, the SDK
 *   makes the write again, and then its own first attempt is what supersedes it. Nobody else would come.
 */
export async function keepPlace(
  ports: { clock: Clock },
  lease: Lease<unknown>,
  place: number,
): Promise<number> {
  if (ports.clock() - place <= placeMilliseconds) return place;
  const later = placeAfter(ports, place);
  if (!(await lease.renew({ changed: later }))) throw new LostRace('Lost the lease while storing.');
  return later;
}
