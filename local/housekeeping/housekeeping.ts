/** What one machine does again and again beside the news. On AWS, schedules and services do so. */
import { IdleMemory, restMilliseconds } from '../../runtime/local/idleMemory.ts';
import type { HomeFolder } from '../homeFolder.ts';
import type { Uploader } from '../uploading/uploader.ts';
import { watchSetBack } from './clockSetBack.ts';
import { Compactor } from './compactor.ts';
import { isAllStored, isAtRest, WatchedCompaction } from './idleness.ts';
import { reprocessWhenIdle } from './reprocessor.ts';
import { summarizeWhenIdle } from './summarizer.ts';

/** How often expired rows, such as tombstones, are removed. */
const expireMilliseconds = 3_600_000;
/** How often it is looked whether the clock was set back. */
const clockMilliseconds = 1_000;

/** @returns what stops it, and waits for what is in progress */
export function startHousekeeping(
  { ports, queues, removeExpired, releaseMemory }: HomeFolder,
  uploaders: readonly Uploader[],
): () => Promise<void> {
  const compaction = new WatchedCompaction(ports.search);
  const work = { uploaders, queues: Object.values(queues), compaction };
  const compactor = new Compactor({ ...ports, search: compaction.search });
  const isIdle = () => isAllStored(work);
  const stopReprocessing = reprocessWhenIdle(ports, isIdle);
  const stopSummarizing = summarizeWhenIdle(ports, isIdle);
  const idleMemory = new IdleMemory(() => isAtRest(work), releaseMemory);
  const wasSetBack = watchSetBack(ports.clock);
  const timers = [
    setInterval(() => tryQuietly(removeExpired), expireMilliseconds),
    setInterval(() => tryQuietly(() => idleMemory.check()), restMilliseconds),
    setInterval(() => {
      if (wasSetBack()) for (const queue of work.queues) tryQuietly(() => queue.endDelays());
    }, clockMilliseconds),
  ];
  return async () => {
    await Promise.all([compactor.stop(), stopReprocessing(), stopSummarizing()]);
    for (const timer of timers) clearInterval(timer);
  };
}

/** Housekeeping that is repeated anyway: a full disk does not matter. */
function tryQuietly(work: () => unknown): void {
  try {
    work();
  } catch {
    // the next time
  }
}
