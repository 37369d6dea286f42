/**
 * A stage as its runtime sees it: a function from a batch of messages to those that failed.
 * Lambda's event source mapping (with `reportBatchItemFailures`) and the local consumer call it in the same
 * way.
 */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../ports/log.ts';
import { mapConcurrent } from './mapConcurrent.ts';

/** Returns the messages that failed, each with its error in one line. */
export type Stage = (
  event: SQSEvent,
) => Promise<{ batchItemFailures: { itemIdentifier: string; error?: string }[] }>;

/** Messages of one batch handled concurrently. A stage spends most of its time waiting for the ports. */
const concurrency = 10;

/** A stage that handles each message separately, so that an error fails that message only. */
export function eachMessage(
  name: string,
  log: Log,
  handle: (body: string, record: SQSRecord) => Promise<void>,
): Stage {
  return async (event) => {
    const failures = await mapConcurrent(concurrency, event.Records, async (record) => {
      try {
        await handle(record.body, record);
        return [];
      } catch (cause) {
        const error = describeError(cause);
        log.error(`${name}: message failed and returns to its queue`, { messageId: record.messageId, error });
        return [{ itemIdentifier: record.messageId, error }];
      }
    });
    return { batchItemFailures: failures.flat() };
  };
}

/** An error in one line, with its causes. For logs only, never for clients. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined
    ? `${error.name}: ${error.message}`
    : `${error.name}: ${error.message} (${describeError(error.cause)})`;
}
