/** All ports. Each stage declares those that it uses with `Pick<Ports, …>`. */
import type { Annotator } from '../entities/annotation.ts';
import type { ObjectReader } from '../formats/format.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Objects } from '../ports/objects.ts';
import type { Queue } from '../ports/queue.ts';
import type { Search } from '../ports/search.ts';
import type { Table } from '../ports/table.ts';
import type { Thresholds } from './thresholds.ts';
import type { QueueName } from './topology.ts';

export interface Ports {
  inbox: Objects;
  read: ObjectReader;
  annotate: Annotator;
  archive: Objects;
  table: Table;
  queues: Record<QueueName, Queue>;
  search: Search;
  clock: Clock;
  log: Log;
  /** Only AWS has them. */
  metrics?: Metrics;
  /** The simulation sets them, and one machine some of them; otherwise they are those of `thresholds.ts`. */
  thresholds?: Thresholds;
  /** Those of the tagger that the installation chose; without them, of the fast one. */
  codeVersions?: CodeVersions;
}

/**
 * What the code annotates and reads with: `core/entities/tagger/taggers.ts`, `core/formats/readerVersion.ts`.
 */
export interface CodeVersions {
  model: string;
  reader: string;
}

export type StoragePort = 'inbox' | 'archive' | 'table';

/** Which ports a Lambda function gets, so that it gets no others. */
export interface NeededPorts<P extends StoragePort = StoragePort, Q extends QueueName = QueueName> {
  ports: readonly P[];
  /** Queues that it sends to. */
  queues?: readonly Q[];
  /** Whether it also reads the depths of these queues and of their dead-letter queues. */
  depths?: boolean;
}
