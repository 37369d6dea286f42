/**
 * Wraps a stage so that the messages it gives up on are recorded in quarantine
 * (core/quarantine/deadLetter.ts).
 */
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import type { Ports } from '../protocol/ports.ts';
import { describeError, type Stage, type UnfinishedMessage } from '../protocol/stage.ts';
import { type QueueName, queues } from '../protocol/topology.ts';
import { forgetDeadLetters, noAnswer, recordDeadLetter } from './deadLetter.ts';

type DeadLetterPorts = Pick<Ports, 'table' | 'clock' | 'log'>;

const concurrency = 10;

/**
 * Wraps a stage as one machine calls it, whose queue counts failures. On AWS nothing but `countFailures.ts`
 * can.
 *
 *   - A message on its last receive is recorded before the stage begins, because a process that is killed can
 *     record nothing afterwards. If the stage answers that it failed, the record gets the error.
 *   - Messages that succeed or are postponed remove the records of what they are about.
 *
 * The outcome of the messages is that of the stage, even if recording fails.
 */
export function recordDeadLetters(queue: QueueName, ports: DeadLetterPorts, stage: Stage): Stage {
  return async (event) => {
    const last = event.Records.filter(
      ({ attributes }) => Number(attributes.ApproximateReceiveCount) >= queues[queue].maxFailures,
    );
    await record(ports, queue, last, () => noAnswer);
    const unfinished = await runStage(stage, event);
    const failures = new Map(
      unfinished
        .filter(({ postponeSeconds }) => postponeSeconds === undefined)
        .map(({ itemIdentifier, error }) => [itemIdentifier, error]),
    );
    const failedLast = last.filter(({ messageId }) => failures.has(messageId));
    await record(ports, queue, failedLast, ({ messageId }) => failures.get(messageId) ?? 'It failed.');
    const done = event.Records.filter(({ messageId }) => !failures.has(messageId)).map(({ body }) => body);
    await logFailure(ports, () => forgetDeadLetters(ports.table, queue, done));
    return { batchItemFailures: unfinished.map(({ error: _, ...answer }) => answer) };
  };
}

/** Runs the stage. Returns the messages that are not done. */
async function runStage(stage: Stage, event: SQSEvent): Promise<UnfinishedMessage[]> {
  try {
    return (await stage(event)).batchItemFailures;
  } catch (error) {
    return event.Records.map(({ messageId }) => ({
      itemIdentifier: messageId,
      error: describeError(error),
    }));
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
