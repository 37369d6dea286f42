/** Wraps the handler of a function so that the metrics of an execution are written when it ends. */
import type { SQSEvent } from 'aws-lambda';
import { billFor } from '../../../core/cost.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { QueueName } from '../../../core/protocol/topology.ts';
import type { UsageMeter } from '../usage.ts';
import type { EmfMetrics } from './emf.ts';

/** A handler that writes its metrics at the end of each invocation, also of one that fails. */
export function withMetrics<E, R>(
  metrics: EmfMetrics,
  handle: (event: E) => Promise<R>,
): (event: E) => Promise<R> {
  return async (event) => {
    try {
      return await handle(event);
    } finally {
      metrics.flush();
    }
  };
}

interface Meters {
  metrics: EmfMetrics;
  usage: UsageMeter;
  clock: Clock;
}

/**
 * Measures a stage: how long its messages have waited, and what an execution uses and costs. An execution
 * that dies tells nothing.
 *
 * @param handle counts its time and its messages in `usage` itself, as `FunctionBudget` does
 */
export function measured<R>(
  queue: QueueName,
  { metrics, usage, clock }: Meters,
  handle: (event: SQSEvent) => Promise<R>,
): (event: SQSEvent) => Promise<R> {
  return withMetrics(metrics, async (event: SQSEvent) => {
    const began = clock();
    for (const { attributes } of event.Records)
      metrics.record('MessageAge', Math.max(0, began - Number(attributes.SentTimestamp)), queue);
    try {
      return await handle(event);
    } finally {
      const used = usage.take();
      metrics.record('WriteUnits', used.writeUnits);
      metrics.record('ReadUnits', used.readUnits);
      metrics.record('Dollars', billFor(used, 1).total);
    }
  });
}
