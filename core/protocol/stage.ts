/**
 * A stage as its runtime sees it: a function from a batch of messages to those that failed.
 * Lambda's event source mapping (with `reportBatchItemFailures`) and the local consumer call it in the same
 * way.
 */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { hash } from '../hash.ts';
import type { Log } from '../ports/log.ts';
import type { Queue } from '../ports/queue.ts';
import { mapConcurrent } from './mapConcurrent.ts';
import { LostRace } from './reconcile.ts';

/** Returns the messages that failed, each with its error in one line. */
export type Stage = (
  event: SQSEvent,
) => Promise<{ batchItemFailures: { itemIdentifier: string; error?: string }[] }>;

/** Messages of one batch handled concurrently. A stage spends most of its time waiting for the ports. */
const concurrency = 10;

/**
 * How long a message that lost its races waits: 5 to 60 seconds, spread so that the same handlers do not meet
 * again.
 */
function spreadDelay(messageId: string): { delaySeconds: number } {
  return { delaySeconds: 5 + (Number.parseInt(hash(messageId).slice(0, 8), 16) % 56) };
}

/**
 * A stage that handles each message separately, so that an error fails that message only.
 *
 * @param own the queue that feeds the stage. A message that lost too many races is sent there again with a
 *   delay, and this one is done: receives are counted, and a lost race is no fault.
 */
export function eachMessage(
  name: string,
  log: Log,
  handle: (body: string, record: SQSRecord) => Promise<void>,
  own?: Queue,
): Stage {
  return async (event) => {
    const failures = await mapConcurrent(concurrency, event.Records, async (record) => {
      try {
        await handle(record.body, record).catch(async (error) => {
          if (!(error instanceof LostRace) || own === undefined) throw error;
          await own.send([record.body], spreadDelay(record.messageId));
        });
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
