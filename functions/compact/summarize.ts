/** Makes the summaries of days with many documents anew where their rows have changed (ADR 51). */
import type { Log } from '../../core/ports/log.ts';
import type { Search } from '../../core/ports/search.ts';
import { describeError } from '../../core/protocol/stage.ts';

export interface SummarizePorts {
  search: Pick<Search, 'summarizeDays'>;
  log: Log;
}

/**
 * @param until no day is begun after this time, in milliseconds since 1970
 * @returns how many were made, and whether all are up to date
 */
export async function summarize(
  { search, log }: SummarizePorts,
  until: number,
): Promise<{ made: number; complete: boolean }> {
  try {
    return await search.summarizeDays({ until });
  } catch (error) {
    log.warn('compact: could not summarize days; the next run tries again', { error: describeError(error) });
    return { made: 0, complete: false };
  }
}
