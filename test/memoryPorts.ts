/** The ports of an installation, for tests. */
import { readObject } from '../core/formats/read.ts';
import type { Clock } from '../core/ports/clock.ts';
import { forEachQueue } from '../functions/forEachQueue.ts';
import { MemoryObjects } from '../runtime/memory/objects.ts';
import { MemoryQueue } from '../runtime/memory/queue.ts';
import { MemorySearch } from '../runtime/memory/search.ts';
import { MemoryTable } from '../runtime/memory/table.ts';
import { silentLog } from './silentLog.ts';

/** Empty queues in memory, one for each stage. */
export const memoryQueues = () => forEachQueue(() => new MemoryQueue());

/** Empty ports in memory, without an annotator. A test replaces those that it looks at. */
export function memoryPorts(clock: Clock) {
  return {
    inbox: new MemoryObjects(clock),
    archive: new MemoryObjects(clock),
    table: new MemoryTable(),
    search: new MemorySearch(),
    queues: memoryQueues(),
    read: readObject,
    clock,
    log: silentLog,
  };
}
