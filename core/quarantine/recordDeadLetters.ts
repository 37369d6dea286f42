/**
 * Wraps a stage so that the messages it gives up on are recorded in quarantine
 * (core/quarantine/deadLetter.ts).
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import type { Ports } from '../protocol/ports.ts';
import { describeError, type Stage } from '../protocol/stage.ts';
import { type QueueName, queues } from '../protocol/topology.ts';
import { forgetDeadLetters, recordDeadLetter } from './deadLetter.ts';

type DeadLetterPorts = Pick<Ports, 'table' | 'clock' | 'log'>;

const concurrency = 10;
const noAnswer = 'The execution ended without an answer: it ran out of time or of memory.';

/**
 * Wraps a stage as its runtime calls it.
 *
 *   - A message on its last receive is recorded before the stage begins, because an execution that is killed
 *     can record nothing afterwards. If the stage answers that it failed, the record gets the error.
 *   - Messages that succeed remove the records of what they are about.
 *
 * The outcome of the messages is that of the stage, even if recording fails.
 */
export function recordDeadLetters(
  queue: QueueName,
  ports: DeadLetterPorts,
  stage: Stage,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async (event) => {
    const last = event.Records.filter(
      ({ attributes }) => Number(attributes.ApproximateReceiveCount) >= queues[queue].maxReceives,
    );
    await record(ports, queue, last, () => noAnswer);
    const failures = await runStage(stage, event);
    const failedLast = last.filter(({ messageId }) => failures.has(messageId));
    await record(ports, queue, failedLast, ({ messageId }) => failures.get(messageId) ?? 'It failed.');
    const done = event.Records.filter(({ messageId }) => !failures.has(messageId)).map(({ body }) => body);
    await logFailure(ports, () => forgetDeadLetters(ports.table, queue, done));
    return { batchItemFailures: [...failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** Runs the stage. Returns the ids of the messages that failed, each with its error. */
async function runStage(stage: Stage, event: SQSEvent): Promise<Map<string, string | undefined>> {
  try {
    const { batchItemFailures } = await stage(event);
    return new Map(batchItemFailures.map(({ itemIdentifier, error }) => [itemIdentifier, error]));
  } catch (error) {
    return new Map(event.Records.map(({ messageId }) => [messageId, describeError(error)]));
  }
}

async function record(
  ports: DeadLetterPorts,
  queue: QueueName,
  records: readonly SQSRecord[],
  errorOf: (record: SQSRecord) => string,
): Promise<void> {
  await logFailure(ports, () =>
    mapConcurrent(concurrency, records, (each) => recordDeadLetter(ports, queue, each.body, errorOf(each))),
  );
}

/** The records are for people, so the stage goes on without them. */
async function logFailure({ log }: DeadLetterPorts, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) =>
    log.warn('could not update the records of dead letters', { error: describeError(error) }),
  );
}
