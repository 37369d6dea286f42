/**
 * Reads a dead-letter queue, and records in quarantine what SQS gave up on by itself (of an export, in its
 * job, which its client asks for): no consumer did, since no execution ever finished with such a message. It
 * was throttled each time, or each execution ended for want of time or memory before it could say anything.
 * What a consumer gave up on is recorded already.
 *
 * The messages stay in the queue, so that its alarm and `/v1/health` show them. One that SQS moved is
 * replaced by a copy, which tells the next reader that it is recorded: it must not come back into quarantine
 * after a redrive has succeeded.
 */
import type { DeadLetterQueue, DeadMessage } from '../ports/deadLetterQueue.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import type { Ports } from '../protocol/ports.ts';
import type { QueueName } from '../protocol/topology.ts';
import { recordEvidence, recordFailedExport } from './deadLetter.ts';

/** A reader leaves what is more to the next one. */
const mostMessages = 1_000;

/**
 * @param until the reader receives nothing more after this time, in milliseconds since 1970
 * @returns how many messages it recorded
 */
export async function recordGivenUp(
  ports: Pick<Ports, 'table' | 'clock'>,
  queue: QueueName | 'exports',
  deadLetters: DeadLetterQueue,
  until: number,
): Promise<number> {
  let recorded = 0;
  for (let received = 0; received < mostMessages && ports.clock() < until; ) {
    const messages = await deadLetters.receive();
    if (messages.length === 0) break;
    received += messages.length;
    const moved = messages.filter((message) => message.moved);
    await mapConcurrent(moved.length, moved, async (message) => {
      if (queue === 'exports') await recordFailedExport(ports.table, message.body);
      else await recordEvidence(ports, queue, message.body, evidenceOf(message));
      await deadLetters.replace(message);
    });
    recorded += moved.length;
  }
  return recorded;
}

function evidenceOf({ receives }: DeadMessage): string {
  return `SQS gave it up after ${receives} receives: no execution finished with it`;
}
