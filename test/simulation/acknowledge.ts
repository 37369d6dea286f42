/** What happens to a batch of messages when its execution has ended. */
import type { SQSRecord } from 'aws-lambda';
import type { Outcome } from './executions.ts';
import type { SimulatedQueue } from './queue.ts';

export interface BatchAnswer {
  batchItemFailures?: { itemIdentifier: string }[];
}

/**
 * Deletes the messages that succeeded. The others become visible after their visibility timeout, or when the
 * execution postponed them. A crash answers nothing.
 */
export function acknowledge(
  queue: SimulatedQueue,
  records: readonly SQSRecord[],
  outcome: Outcome,
  answer: BatchAnswer | undefined,
): void {
  if (outcome !== 'done') return;
  const failed = new Set(answer?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  for (const { messageId } of records) if (!failed.has(messageId)) queue.acknowledge(messageId);
}
