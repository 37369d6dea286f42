/**
 * Search rows that wait for others, so that one merge has many of them. A batch of few rows is sent to the
 * own queue once more, for the next round, which is the same for all; no row waits for more than some rounds.
 * Until then readers find it by the log of changes (core/queries/searchRows/recentRows.ts).
 */
import { enqueueSearchRows } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { secondsToNextRound } from '../../core/protocol/rounds.ts';
import type { SearchWait, SearchWaitPort } from '../../core/protocol/searchWait.ts';

/** A row to merge, and the messages of the batch that ask for it. */
export interface RequestedRow {
  doc: string;
  /** For how many rounds it has waited; absent if it may not wait. */
  waited?: number;
  messages: string[];
}

type WaitPorts = Pick<Ports, 'clock'> & SearchWaitPort & { queues: Pick<Ports['queues'], 'touched'> };

/**
 * Sends those that wait once more.
 *
 * @returns the rows to merge now: all, or those that may not wait
 */
export async function letWait(
  { queues, clock, searchWait }: WaitPorts,
  requested: readonly RequestedRow[],
): Promise<readonly RequestedRow[]> {
  if (searchWait === undefined || isMergedNow(requested, searchWait)) return requested;
  const delaySeconds = secondsToNextRound(clock(), searchWait.roundSeconds);
  const waiting = requested.flatMap(({ doc, waited }) =>
    waited === undefined ? [] : [{ doc, waited: waited + 1 }],
  );
  await enqueueSearchRows(queues.touched, waiting, { delaySeconds });
  return requested.filter(({ waited }) => waited === undefined);
}

/** If one has waited long enough, those that have not go along: the merge costs no more. */
function isMergedNow(requested: readonly RequestedRow[], { rows, rounds }: SearchWait): boolean {
  return requested.length >= rows || requested.some(({ waited = 0 }) => waited >= rounds);
}
