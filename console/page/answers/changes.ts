/** What somebody changed on this page, so that lists are read again. */
import { signal } from '@preact/signals';

/** Part of the question of every list that a decision or an upload changes. */
export const changes = signal(0);

/** After so many milliseconds a change has reached the lists, on one machine and on AWS. */
const reached = [0, 1_500, 5_000, 20_000];

/** Lists are read again now and while the change makes its way. */
export function noteChange(): void {
  for (const wait of reached) setTimeout(() => changes.value++, wait);
}
