/** What happens to a batch of messages when its execution has ended. */
import type { SQSRecord } from 'aws-lambda';
import type { Outcome } from './executions.ts';
import type { SimulatedQueue } from './queue.ts';

export interface BatchAnswer {
  batchItemFailures?: { itemIdentifier: string }[];
}

/** Deletes the messages that succeeded, and makes the failed ones visible again. A crash answers nothing. */
export function acknowledge(
  queue: SimulatedQueue,
  records: readonly SQSRecord[],
  outcome: Outcome,
  answer: BatchAnswer | undefined,
): void {
  const failed = new Set(answer?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  for (const { messageId } of records) {
    if (outcome === 'done' && !failed.has(messageId)) queue.acknowledge(messageId);
    else if (outcome !== 'crashed') queue.showAgain(messageId, 1000);
  }
}
