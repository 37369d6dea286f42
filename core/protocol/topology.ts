/**
 * Which queue feeds which function, and the facts of both. `infra/` builds it on AWS and `runtime/local/` on one machine, so the
 * two cannot drift apart.
 */

export type QueueName = 'uploads' | 'normalized' | 'extracted' | 'touched';
export type ConsumerName = 'normalize' | 'extract' | 'store' | 'index';
export type FunctionName = ConsumerName | 'sweep' | 'query' | 'search' | 'export' | 'rotate';

export interface QueueFacts {
  consumer: ConsumerName;
  /** Messages a consumer gets at once, at most. */
  batch: number;
  /** How long a batch is waited for to fill, in seconds, per runtime. */
  window: { aws: number; local: number };
  /** Receives before a message is given up on and lands in the dead-letter queue. */
  maxReceives: number;
}

export interface FunctionFacts {
  timeoutSeconds: number;
  memoryMB: number;
  /** x86_64 where LanceDB's native build goes, which is the build machine's. */
  architecture: 'arm64' | 'x86_64';
}

export const functions: Record<FunctionName, FunctionFacts> = {
  normalize: { timeoutSeconds: 120, memoryMB: 1769, architecture: 'arm64' },
  extract: { timeoutSeconds: 120, memoryMB: 1769, architecture: 'arm64' },
  store: { timeoutSeconds: 120, memoryMB: 1024, architecture: 'arm64' },
  index: { timeoutSeconds: 300, memoryMB: 2048, architecture: 'x86_64' },
  sweep: { timeoutSeconds: 900, memoryMB: 2048, architecture: 'x86_64' },
  query: { timeoutSeconds: 29, memoryMB: 1024, architecture: 'arm64' },
  search: { timeoutSeconds: 29, memoryMB: 2048, architecture: 'x86_64' },
  export: { timeoutSeconds: 900, memoryMB: 2048, architecture: 'x86_64' },
  rotate: { timeoutSeconds: 30, memoryMB: 256, architecture: 'arm64' },
};

export const queues: Record<QueueName, QueueFacts> = {
  uploads: { consumer: 'normalize', batch: 10, window: { aws: 0, local: 0 }, maxReceives: 5 },
  normalized: { consumer: 'extract', batch: 10, window: { aws: 0, local: 0 }, maxReceives: 5 },
  extracted: { consumer: 'store', batch: 10, window: { aws: 0, local: 0 }, maxReceives: 5 },
  touched: { consumer: 'index', batch: 500, window: { aws: 60, local: 1 }, maxReceives: 5 },
};

/** Exports are made apart on AWS alone, where an answer has its bounds; one machine streams them. */
export const exportQueue = {
  batch: 1,
  maxReceives: 3,
  visibilitySeconds: 6 * functions.export.timeoutSeconds,
} as const;

/** How long a message in hand is hidden from others: six times the consumer's timeout, as Lambda's documentation asks. */
export function visibilitySeconds(queue: QueueName): number {
  return 6 * functions[queues[queue].consumer].timeoutSeconds;
}

export const queueNames = Object.keys(queues) as QueueName[];

/** No execution of a consumer lasts longer; a minute for clocks that differ. */
export const longestExecutionSeconds =
  Math.max(...queueNames.map((name) => functions[queues[name].consumer].timeoutSeconds)) + 60;

/** How long a marker row outlives what it marks: longer than any execution, so that no older write can slip in after it. */
export const tombstoneSeconds = 24 * 60 * 60;
