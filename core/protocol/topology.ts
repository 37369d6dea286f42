/**
 * Which queue feeds which function. `infra/` builds the queues on AWS and `local/` on one machine, both from
 * this file, so the two cannot drift apart. `functions/functions.ts` has a record of each function.
 */

export type QueueName = 'uploads' | 'normalized' | 'extracted' | 'touched';
export type ConsumerName = 'normalize' | 'extract' | 'store' | 'index';
export type FunctionName =
  | ConsumerName
  | 'compact'
  | 'sweep'
  | 'canary'
  | 'query'
  | 'search'
  | 'export'
  | 'rotate'
  | 'authorize';

export interface QueueFacts {
  consumer: ConsumerName;
  /** Most messages that one call of the consumer gets. */
  batch: number;
  /**
   * How long the runtime waits for a batch to fill, in seconds. What index writes follows within 90 s on AWS,
   * with cold starts and the age of what queries read (docs/adr/0028-small-objects-in-the-table.md).
   * On one machine a message does not wait if none came within the window, nor once the queues before are
   * empty. There annotations are ready one by one, and without a window `store` would handle them so.
   */
  window: { aws: number; local: number };
  /**
   * After this many failures a message moves to the dead-letter queue. What a service does wrong is no
   * failure (core/protocol/stage.ts).
   */
  maxFailures: number;
}

export const queues: Record<QueueName, QueueFacts> = {
  uploads: { consumer: 'normalize', batch: 10, window: { aws: 0, local: 0 }, maxFailures: 5 },
  normalized: { consumer: 'extract', batch: 10, window: { aws: 0, local: 0 }, maxFailures: 5 },
  extracted: { consumer: 'store', batch: 10, window: { aws: 0, local: 0.2 }, maxFailures: 5 },
  touched: { consumer: 'index', batch: 500, window: { aws: 70, local: 3 }, maxFailures: 5 },
};

/** Only AWS makes exports in jobs, because it limits the size of a response; one machine streams them. */
export const exportQueue = { consumer: 'export', batch: 1, maxFailures: 3 } as const;

export const queueNames = Object.keys(queues) as QueueName[];

/**
 * How the search rows are divided into tables: by the month or year of publication, each period by slices of
 * its days, and each slice's rows over so many tables. News comes day by day, so a merge of what is new
 * writes the tables of one slice. A table is compacted as a whole, so on AWS it has a limit
 * (`mostRowsToCompact`): an archive with more documents a month needs more tables. Each table adds some
 * milliseconds to a query, and one machine has no time limit, so it has one per year. When this changes, all
 * rows are written to new tables while the old ones are read.
 */
export const searchDivision = {
  aws: { period: 'month', slices: 1, spread: 1, undatedSpread: 8 },
  local: { period: 'year', slices: 1, spread: 1, undatedSpread: 1 },
} as const;

/**
 * A larger search table is not compacted on AWS, because that could take more than half of the memory of
 * `compact` (`npm run bench:search`): queries find all of its rows, but read the new ones without an index.
 */
export const mostRowsToCompact = 100_000;

const hour = 3_600_000;

/**
 * When a part of the search table is due to be compacted, and when its days are to be summarized
 * (functions/compact). On AWS each costs some $0.001 in requests alone, whatever is new.
 */
export const compactionDue = {
  aws: { merges: 64, rows: 5_000, milliseconds: 6 * hour, longest: 72 * hour },
  local: { merges: 1, rows: 0, milliseconds: 0, longest: 0 },
} as const;
export const summariesDue = {
  aws: { merges: Number.POSITIVE_INFINITY, rows: 1_000, milliseconds: hour / 2, longest: 24 * hour },
  local: { merges: 1, rows: 0, milliseconds: 0, longest: 0 },
} as const;

/**
 * After this many receives SQS gives up by itself: it allows no more. A message that a throttled table keeps
 * postponing, for 45 seconds on the average, gets there after half a day.
 */
export const mostReceives = 1_000;

/** How long a queue keeps a message: SQS's maximum, 14 days. */
export const messageSeconds = 14 * 24 * 60 * 60;

/** How long a tombstone row stays: longer than any execution, so that no older write can arrive after it. */
export const tombstoneSeconds = 24 * 60 * 60;

/** The longest delay that SQS allows for a message. */
export const longestDelaySeconds = 900;

/** The protocol assumes that each clock differs from the true time by less than this. */
export const clockSkewMilliseconds = 5_000;
