/**
 * Makes the summaries of days with many documents anew where enough rows have changed (ADR 51). A look at a
 * part costs requests, so notes of the merges say which are to be looked at (core/records/compaction.ts); a
 * part's note goes once its days are up to date.
 */
import type { Search } from '../../core/ports/search.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { type Due, isDue, readNotes, settleNote } from '../../core/records/compaction.ts';

export interface SummarizePorts extends Pick<Ports, 'table' | 'clock' | 'log'> {
  search: Pick<Search, 'summarizeDays'>;
}

/**
 * @param options.until no day is begun after this time, in milliseconds since 1970
 * @returns how many were made
 */
export async function summarize(
  ports: SummarizePorts,
  { until, due }: { until: number; due: Due },
): Promise<number> {
  try {
    const notes = (await readNotes(ports, 'summaries')).filter((note) => isDue(note, due, ports.clock()));
    if (notes.length === 0) return 0;
    const parts = notes.map(({ part }) => part);
    const { made, complete } = await ports.search.summarizeDays({ until, parts });
    if (complete) for (const note of notes) await settleNote(ports, 'summaries', note);
    return made;
  } catch (error) {
    const message = 'compact: could not summarize days; the next run tries again';
    ports.log.warn(message, { error: describeError(error) });
    return 0;
  }
}
