/**
 * Goes on with reprocessing, if that is asked for, whenever nothing else is to be done. On AWS, the schedule
 * of `sweep` does this.
 */
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { continueReprocessing } from '../../functions/sweep/reprocess.ts';
import { repeatWhen } from './repeatWhen.ts';

const checkMilliseconds = 2_000;
/** So few documents that a new file hardly waits for them. */
const portion = { most: 200, seconds: 0, walkSeconds: 0 };

/**
 * @param isIdle whether no work is queued
 * @param every milliseconds between two checks
 * @returns what stops it
 */
export function reprocessWhenIdle(ports: Ports, isIdle: () => boolean, every = checkMilliseconds) {
  return repeatWhen(
    isIdle,
    every,
    () => continueReprocessing(ports, portion),
    (error) => ports.log.warn('reprocess: the next attempt goes on', { error: describeError(error) }),
  );
}
