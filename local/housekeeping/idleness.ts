/** Whether one machine has nothing to do. */
import type { CompactPorts } from '../../functions/compact/compact.ts';
import { returnFreedMemory } from '../../runtime/local/freedMemory.ts';
import type { SqliteQueue } from '../../runtime/local/queue.ts';
import type { Uploader } from '../uploading/uploader.ts';

export interface Work {
  uploaders: readonly Pick<Uploader, 'pending'>[];
  queues: readonly Pick<SqliteQueue, 'hasVisible' | 'inFlight'>[];
  compaction: Pick<WatchedCompaction, 'isRunning'>;
}

/** Whether every file is uploaded and no message is queued or in progress. */
export function isAllStored({ uploaders, queues }: Omit<Work, 'compaction'>): boolean {
  return (
    uploaders.every(({ pending }) => pending === 0) &&
    queues.every((queue) => !queue.hasVisible(1) && queue.inFlight().length === 0)
  );
}

/**
 * Whether nothing takes memory either. After many long texts the search table is compacted for as long as
 * they took to store, and what that allocates is free only then.
 */
export function isAtRest(work: Work): boolean {
  return isAllStored(work) && !work.compaction.isRunning;
}

/**
 * Shows whether a part of the search table is being compacted, and returns what that has freed: the next
 * compaction is given other pieces of memory. To find out which parts are due does not count: a check for
 * rest often meets it.
 */
export class WatchedCompaction {
  readonly search: CompactPorts['search'];
  #parts = 0;

  constructor(search: CompactPorts['search'], returnFreed = returnFreedMemory) {
    this.search = {
      compact: async (part) => {
        this.#parts++;
        try {
          await search.compact(part);
        } finally {
          this.#parts--;
          returnFreed();
        }
      },
      parts: () => search.parts(),
      removeOutdated: () => search.removeOutdated(),
    };
  }

  get isRunning(): boolean {
    return this.#parts > 0;
  }
}
