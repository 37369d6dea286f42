/**
 * Summarizes days with many documents when there is nothing else to do and the search table has changed. On
 * AWS the schedule of `compact` does so.
 */
import { describeError } from '../../core/protocol/stage.ts';
import { summariesDue } from '../../core/protocol/topology.ts';
import { type SummarizePorts, summarize } from '../../functions/compact/summarize.ts';
import { repeatWhen } from './repeatWhen.ts';

const checkMilliseconds = 5_000;
/** How long days are begun in one go. */
const sliceMilliseconds = 1_000;

/**
 * @param isIdle whether no work is queued
 * @param every milliseconds between two checks
 * @returns what stops it
 */
export function summarizeWhenIdle(ports: SummarizePorts, isIdle: () => boolean, every = checkMilliseconds) {
  return repeatWhen(
    isIdle,
    every,
    () => summarize(ports, { until: ports.clock() + sliceMilliseconds, due: summariesDue.local }),
    (error) => ports.log.warn('summarize: the next attempt goes on', { error: describeError(error) }),
  );
}
