/** What the keys of one execution share: its time, and how much it does at once. */
import pLimit from 'p-limit';
import { Room } from '../../core/protocol/inFlight.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { thresholds as defaultThresholds } from '../../core/protocol/thresholds.ts';

const MB = 1024 * 1024;

/**
 * Payloads on their way to the archive. With S3 at 30 ms, 32 at once put 1,000 a second; their bytes stay far
 * below the memory of the function.
 */
const payloadsAtOnce = { calls: 32, bytes: 32 * MB };
/** Documents whose rows are written at once: two writes each, one after the other. */
const documentsAtOnce = 16;

export interface NormalizeExecution {
  /** Whether what is left should be left to another execution. */
  isOver(): boolean;
  payloads: Room;
  /** Runs the task once few enough others run. */
  writing<T>(task: () => Promise<T>): Promise<T>;
}

/** Begins an execution now: it is over after `deadlineMilliseconds`. */
export function beginExecution({
  clock,
  thresholds = defaultThresholds,
}: Pick<Ports, 'clock' | 'thresholds'>): NormalizeExecution {
  const end = clock() + thresholds.deadlineMilliseconds;
  const limit = pLimit(documentsAtOnce);
  return { isOver: () => clock() >= end, payloads: new Room(payloadsAtOnce), writing: (task) => limit(task) };
}
