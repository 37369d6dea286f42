/** The ports a stage may ask for. Each stage declares the ones it uses with `Pick<Ports, …>`. */
import type { Annotator } from '../entities/annotation.ts';
import type { Reader } from '../formats/format.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Objects } from '../ports/objects.ts';
import type { Queue } from '../ports/queue.ts';
import type { Search } from '../ports/search.ts';
import type { Table } from '../ports/table.ts';
import type { QueueName } from './topology.ts';

export interface Ports {
  inbox: Objects;
  read: Reader;
  annotate: Annotator;
  archive: Objects;
  table: Table;
  queues: Record<QueueName, Queue>;
  search: Search;
  clock: Clock;
  log: Log;
}
