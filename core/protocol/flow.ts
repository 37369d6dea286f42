/**
 * How fast the pipeline may go on AWS, from one number: the write units per second that the table may take.
 * From it follow the table's maximum throughput, how many executions each queue may start, and how much each
 * execution does at once, so that all stages at full speed stay within the number. Pure arithmetic; `infra/`
 * deploys it, the handlers of store and index follow it, and `test/cloud` runs under it.
 *
 * Nothing is reserved by concurrency: AWS lets nobody reserve any in an account of 10 executions, and a
 * reservation makes Lambda receive messages that it then cannot run
 * (docs/adr/0023-one-number-bounds-the-flow.md).
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
 * With fewer than the first, what normalize and extract write leaves little to the others, since AWS allows
 * no fewer than two executions of each. With more than the second, four executions of index do not keep up.
 */
export const allowedWriteUnits = { least: 2_000, most: 7_000 } as const;

interface StageFacts {
  /** Write units per document, the indexes' included. */
  writeUnits: number;
  /** Documents that one execution handles in a second, at `atOnce` or more. */
  documentsPerSecond: number;
  /** How many messages or entities at once make full use of its processor. */
  atOnce: number;
}

/**
 * From `test/cloud/flood`: documents of the BBC corpus's measures, the real stages, DynamoDB at 5 ms,
 * S3 at 20 to 30, SQS at 10, and 0.4 ms of processor for each call.
 */
export const measured: Record<ConsumerName, StageFacts> = {
  normalize: { writeUnits: 6.2, documentsPerSecond: 80, atOnce: 10 },
  extract: { writeUnits: 2.7, documentsPerSecond: 63, atOnce: 10 },
  store: { writeUnits: 20.8, documentsPerSecond: 31, atOnce: 8 },
  index: { writeUnits: 21.2, documentsPerSecond: 28, atOnce: 24 },
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
  /** What a long backlog leaves of the table's write units, and of an account of ten executions. */
  reserve: { writeUnits: number; executionsOfTen: number };
  /** The documents per second of the slowest stage. */
  documentsPerSecond: number;
}

/** A table that is new takes this much, and a million files are through in six hours; the test says so. */
export const defaultWriteUnits = coldTable.writeUnits;

/** @throws RangeError for a number that the arithmetic does not hold for, in a sentence for the operator */
export function flowFor(writeUnits: number): Flow {
  const { least, most } = allowedWriteUnits;
  if (!Number.isInteger(writeUnits) || writeUnits < least || writeUnits > most)
    throw new RangeError(`${writeUnits} write units: they must be a whole number from ${least} to ${most}.`);
  const forPipeline = (1 - apiShare) * writeUnits;
  const enough = (stage: ConsumerName, documentsPerSecond: number) =>
    Math.max(fewestExecutions, Math.ceil(documentsPerSecond / measured[stage].documentsPerSecond));
  // Normalize and extract run ahead of the others, at full speed; those divide what is left.
  const fastest = forPipeline / writeUnitsPerDocument;
  const [normalize, extract] = [enough('normalize', fastest), enough('extract', fastest)];
  const ahead = peakOf('normalize', normalize) + peakOf('extract', extract);
  const target = (forPipeline - ahead) / (measured.store.writeUnits + measured.index.writeUnits);
  const executions = {
    normalize,
    extract,
    store: enough('store', target),
    index: Math.min(mostIndexExecutions, enough('index', target)),
    export: fewestExecutions,
  };
  const share = (stage: 'store' | 'index') =>
    (measured[stage].atOnce * target) / (measured[stage].documentsPerSecond * executions[stage]);
  const atOnce = { store: Math.ceil(share('store')), index: Math.max(1, Math.round(share('index'))) };
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

/** The write units per second of executions at full speed. */
function peakOf(stage: ConsumerName, executions: number): number {
  return executions * measured[stage].documentsPerSecond * measured[stage].writeUnits;
}

/** The documents per second of all executions of a stage. */
function speedOf(stage: ConsumerName, executions: Flow['executions'], atOnce: Flow['atOnce']): number {
  const { documentsPerSecond, atOnce: enough } = measured[stage];
  const part = stage === 'store' || stage === 'index' ? Math.min(1, atOnce[stage] / enough) : 1;
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
