/**
 * Which queue feeds which function. `infra/` builds the queues on AWS and `local/` on one machine, both from
 * this file, so the two cannot drift apart. `functions/functions.ts` has a record of each function.
 */

export type QueueName = 'uploads' | 'normalized' | 'extracted' | 'touched';
export type ConsumerName = 'normalize' | 'extract' | 'store' | 'index';
export type FunctionName = ConsumerName | 'sweep' | 'query' | 'search' | 'export' | 'rotate' | 'authorize';

export interface QueueFacts {
  consumer: ConsumerName;
  /** Most messages that one call of the consumer gets. */
  batch: number;
  /** How long the runtime waits for a batch to fill, in seconds. */
  window: { aws: number; local: number };
  /** After this many receives a message moves to the dead-letter queue. */
  maxReceives: number;
}

export const queues: Record<QueueName, QueueFacts> = {
  uploads: { consumer: 'normalize', batch: 10, window: { aws: 0, local: 0 }, maxReceives: 5 },
  normalized: { consumer: 'extract', batch: 10, window: { aws: 0, local: 0 }, maxReceives: 5 },
  extracted: { consumer: 'store', batch: 10, window: { aws: 0, local: 0 }, maxReceives: 5 },
  touched: { consumer: 'index', batch: 500, window: { aws: 60, local: 1 }, maxReceives: 5 },
};

/** Only AWS makes exports in jobs, because it limits the size of a response; one machine streams them. */
export const exportQueue = { consumer: 'export', batch: 1, maxReceives: 3 } as const;

export const queueNames = Object.keys(queues) as QueueName[];

/** How long a tombstone row stays: longer than any execution, so that no older write can arrive after it. */
export const tombstoneSeconds = 24 * 60 * 60;

/** The longest delay that SQS allows for a message. */
export const longestDelaySeconds = 900;

/** The protocol assumes that each clock differs from the true time by less than this. */
export const clockSkewMilliseconds = 5_000;
