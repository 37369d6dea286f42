/** The message about the search row of a document that was stored. */
import { enqueueSearchRows } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { secondsToNextRound } from '../../core/protocol/rounds.ts';
import type { SearchWaitPort } from '../../core/protocol/searchWait.ts';

const milliseconds = 60_000;
const documents = 3;

/**
 * Whether documents come so rarely that a search row will wait for others in any case: then its message waits
 * in the queue for the next round, and `index` need not be asked first (functions/index/waitingRows.ts). Each
 * execution environment knows only what it stored itself. If it is wrong, a row waits for one round.
 */
export class QuietTimes {
  /** When the last documents were stored, in milliseconds since 1970. */
  #stored: number[] = [];

  /** @returns whether at most three documents came within a minute, with this one */
  add(now: number): boolean {
    this.#stored = [...this.#stored.filter((time) => now - time < milliseconds), now].slice(-documents - 1);
    return this.#stored.length <= documents;
  }
}

type SearchPorts = Pick<Ports, 'clock'> & SearchWaitPort & { queues: Pick<Ports['queues'], 'touched'> };

/**
 * @param options.mayWait whether readers find the row by the log of changes
 * @param options.quiet what was stored before
 */
export async function sendSearchRow(
  { queues, clock, searchWait }: SearchPorts,
  { doc, mayWait, quiet }: { doc: string; mayWait: boolean; quiet: QuietTimes | undefined },
): Promise<void> {
  if (!mayWait) return enqueueSearchRows(queues.touched, [{ doc }]);
  if (searchWait === undefined || quiet?.add(clock()) !== true)
    return enqueueSearchRows(queues.touched, [{ doc, waited: 0 }]);
  const delaySeconds = secondsToNextRound(clock(), searchWait.roundSeconds);
  return enqueueSearchRows(queues.touched, [{ doc, waited: 1 }], { delaySeconds });
}
