/**
 * How fast the pipeline may go on AWS, from one number: the write units per second that the table may take.
 * From it follow the table's maximum throughput, how many executions each queue may start, and how much each
 * execution does at once, so that all stages at full speed stay within the number. Pure arithmetic: `infra/`
 * deploys it, the handlers of store and index follow it, `test/cloud` runs under it, docs/deploy.md quotes it.
 *
 * Nothing is reserved by concurrency: AWS lets nobody reserve any in an account of 10 executions, and a
 * reservation makes Lambda receive messages that it then cannot run (docs/adr/0023-one-number-bounds-the-flow.md).
 */
import type { ConsumerName } from './topology.ts';

/** What a new table on demand takes at once (DynamoDB's developer guide, "Initial throughput"). */
export const coldTable = { writeUnits: 4_000, readUnits: 12_000 } as const;

/** AWS's smallest `MaximumConcurrency` of an event source mapping for SQS. */
const fewestExecutions = 2;

/** More executions of `index` would compete for the same tallies and search rows. */
const mostIndexExecutions = 4;

/** The part of the table's units that the pipeline leaves to the API and to the sweep. */
const apiShare = 0.1;

/**
 * With fewer than the first, AWS's two executions per stage would be too many however little each did at once;
 * the second is AWS's quota for a table.
 */
const allowed = { least: 2_000, most: 40_000 } as const;

interface StageFacts {
  /** Write units per document, the indexes' included. */
  writeUnits: number;
  /** Documents that one execution handles in a second, at `atOnce`. */
  documentsPerSecond: number;
  /** How many messages (store) or entities (index) it handled at once when that was measured. */
  atOnce: number;
}

/**
 * Measured on 2,000 texts of the BBC corpus, spread over a year, with S3 at 20 to 30 ms, DynamoDB at 5 and SQS
 * at 10, in batches as Lambda makes them. What waits is in proportion to what is done at once.
 */
export const measured: Record<ConsumerName, StageFacts> = {
  normalize: { writeUnits: 4, documentsPerSecond: 69, atOnce: 10 },
  extract: { writeUnits: 0, documentsPerSecond: 37, atOnce: 10 },
  store: { writeUnits: 20.5, documentsPerSecond: 106, atOnce: 10 },
  index: { writeUnits: 37, documentsPerSecond: 47, atOnce: 48 },
};

const stageNames = Object.keys(measured) as ConsumerName[];

export const writeUnitsPerDocument = Object.values(measured).reduce(
  (sum, { writeUnits }) => sum + writeUnits,
  0,
);

export interface Flow {
  /** The table's maximum write and read throughput, in units per second. */
  table: { writeUnits: number; readUnits: number };
  /** `MaximumConcurrency` of each event source mapping. */
  executions: Record<ConsumerName | 'export', number>;
  /** How many messages an execution of store handles at once, and how many entities one of index. */
  atOnce: { store: number; index: number };
  /** What the stages at full speed leave of the table's write units, and of an account's executions. */
  reserve: { writeUnits: number; executionsOfTen: number };
  /** The documents per second of the slowest stage. */
  documentsPerSecond: number;
}

/**
 * A table that is new takes this much, and a million files are through in six hours; the test says so.
 */
export const defaultWriteUnits = coldTable.writeUnits;

/** @throws RangeError for a number that the arithmetic does not hold for, in a sentence for the operator */
export function flowFor(writeUnits: number): Flow {
  if (!Number.isInteger(writeUnits) || writeUnits < allowed.least || writeUnits > allowed.most) {
    throw new RangeError(
      `writeUnitsPerSecond is ${writeUnits}; it must be a whole number from ${allowed.least} to ${allowed.most}.`,
    );
  }
  const target = ((1 - apiShare) * writeUnits) / writeUnitsPerDocument;
  /** How many executions would do the target, as a fraction. */
  const needed = (stage: ConsumerName) => target / measured[stage].documentsPerSecond;
  const executionsOf = (stage: ConsumerName, most = Number.POSITIVE_INFINITY) =>
    Math.min(most, Math.max(fewestExecutions, Math.ceil(needed(stage))));
  const executions = {
    normalize: executionsOf('normalize'),
    extract: executionsOf('extract'),
    store: executionsOf('store'),
    index: executionsOf('index', mostIndexExecutions),
    export: fewestExecutions,
  };
  // Index, the last stage, keeps within the target. The others may be a little faster; their queues hold that.
  const share = (stage: 'store' | 'index') => (measured[stage].atOnce * needed(stage)) / executions[stage];
  const atOnce = { store: Math.ceil(share('store')), index: Math.max(1, Math.floor(share('index'))) };
  const documentsPerSecond = Math.min(...stageNames.map((stage) => speedOf(stage, executions, atOnce)));
  const used = stageNames.reduce((sum, stage) => sum + executions[stage], 0);
  return {
    table: { writeUnits, readUnits: (writeUnits * coldTable.readUnits) / coldTable.writeUnits },
    executions,
    atOnce,
    reserve: {
      writeUnits: writeUnits - Math.round(documentsPerSecond * writeUnitsPerDocument),
      executionsOfTen: Math.max(0, 10 - used),
    },
    documentsPerSecond,
  };
}

/** The documents per second of all executions of a stage. */
function speedOf(stage: ConsumerName, executions: Flow['executions'], atOnce: Flow['atOnce']): number {
  const { documentsPerSecond, atOnce: usual } = measured[stage];
  const part = stage === 'store' || stage === 'index' ? atOnce[stage] / usual : 1;
  return executions[stage] * documentsPerSecond * part;
}

/** The write units per second if every stage has a backlog and works at full speed. */
export function peakWriteUnits({ executions, atOnce }: Flow): number {
  return stageNames.reduce(
    (sum, stage) => sum + speedOf(stage, executions, atOnce) * measured[stage].writeUnits,
    0,
  );
}

/** How long this many files of one document take from the first to the last, in hours. */
export function drainHours({ documentsPerSecond }: Flow, documents: number): number {
  return documents / documentsPerSecond / 3600;
}
