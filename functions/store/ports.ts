/** What store needs of the world. */
import type { Ports } from '../../core/protocol/ports.ts';
import type { SearchWaitPort } from '../../core/protocol/searchWait.ts';

export type StorePorts = Pick<
  Ports,
  'archive' | 'table' | 'clock' | 'log' | 'metrics' | 'thresholds' | 'codeVersions'
> &
  SearchWaitPort & {
    queues: Pick<Ports['queues'], 'touched'>;
    /** How many documents it stores at once: on AWS by the write units that the table may take. */
    concurrency?: number;
  };
