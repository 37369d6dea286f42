/**
 * What a stage is to its runtime: a function from a batch of messages to the ones that failed. Lambda's event source mapping calls it
 * with `reportBatchItemFailures`, the local consumer in the same way.
 */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../ports/log.ts';
import { mapConcurrent } from './mapConcurrent.ts';

/** With the error of each message that failed, in a line. */
export type Stage = (
  event: SQSEvent,
) => Promise<{ batchItemFailures: { itemIdentifier: string; error?: string }[] }>;

/** Messages of one batch handled side by side. Most of a stage's time is waiting for the ports. */
const atOnce = 10;

/** A stage that looks at each message for itself: the others of its batch are not blamed for one that throws. */
export function eachMessage(
  name: string,
  log: Log,
  handle: (body: string, record: SQSRecord) => Promise<void>,
): Stage {
  return async (event) => {
    const failures = await mapConcurrent(atOnce, event.Records, async (record) => {
      try {
        await handle(record.body, record);
        return [];
      } catch (error) {
        const said = describeError(error);
        log.error(`${name}: the message goes back to its queue`, {
          messageId: record.messageId,
          error: said,
        });
        return [{ itemIdentifier: record.messageId, error: said }];
      }
    });
    return { batchItemFailures: failures.flat() };
  };
}

/** An error in a line, with its cause: for logs, never for clients. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined
    ? `${error.name}: ${error.message}`
    : `${error.name}: ${error.message} (${describeError(error.cause)})`;
}
