/** What a stage gives up on is recorded in quarantine, and leaves it when it succeeds (core/quarantine/deadLetter.ts). */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import type { Ports } from '../protocol/ports.ts';
import { describeError, type Stage } from '../protocol/stage.ts';
import { type QueueName, queues } from '../protocol/topology.ts';
import { forgetDeadLetters, recordDeadLetter } from './deadLetter.ts';

type NotingPorts = Pick<Ports, 'table' | 'clock' | 'log'>;

const atOnce = 10;
const noAnswer = 'The execution ended without an answer: it ran out of time or of memory.';

/**
 * The stage as its runtime calls it. A message on its last receive is recorded before the stage begins, since an execution that is killed
 * records nothing afterwards.
 */
export function recordDeadLetters(
  queue: QueueName,
  ports: NotingPorts,
  stage: Stage,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async (event) => {
    const last = event.Records.filter(
      ({ attributes }) => Number(attributes.ApproximateReceiveCount) >= queues[queue].maxReceives,
    );
    await record(ports, queue, last, () => noAnswer);
    const failed = await outcome(stage, event);
    const failedLast = last.filter(({ messageId }) => failed.has(messageId));
    await record(ports, queue, failedLast, ({ messageId }) => failed.get(messageId) ?? 'It failed.');
    const done = event.Records.filter(({ messageId }) => !failed.has(messageId)).map(({ body }) => body);
    await unlessItFails(ports, () => forgetDeadLetters(ports.table, queue, done));
    return { batchItemFailures: [...failed.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** The messages that failed, each with its error. */
async function outcome(stage: Stage, event: SQSEvent): Promise<Map<string, string | undefined>> {
  try {
    const { batchItemFailures } = await stage(event);
    return new Map(batchItemFailures.map(({ itemIdentifier, error }) => [itemIdentifier, error]));
  } catch (error) {
    return new Map(event.Records.map(({ messageId }) => [messageId, describeError(error)]));
  }
}

async function record(
  ports: NotingPorts,
  queue: QueueName,
  records: readonly SQSRecord[],
  errorOf: (record: SQSRecord) => string,
): Promise<void> {
  await unlessItFails(ports, () =>
    mapConcurrent(atOnce, records, (each) => recordDeadLetter(ports, queue, each.body, errorOf(each))),
  );
}

/** The record is for people; the work does not depend on it. */
async function unlessItFails({ log }: NotingPorts, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) =>
    log.warn('what was given up on could not be recorded', { error: describeError(error) }),
  );
}
