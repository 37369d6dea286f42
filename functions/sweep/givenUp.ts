/** The first thing that a call of the sweep does on AWS: record what SQS gave up on (core/quarantine). */
import type { DeadLetterQueue } from '../../core/ports/deadLetterQueue.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { type QueueName, queueNames } from '../../core/protocol/topology.ts';
import { recordGivenUp } from '../../core/quarantine/recordGivenUp.ts';

/** The pass of the sweep has the rest of the time. */
const readMilliseconds = 30_000;

/**
 * Reads all dead-letter queues. One that cannot be read keeps neither the others nor the sweep from going on.
 *
 * @returns how many could not be read
 */
export async function recordAllGivenUp(
  ports: Pick<Ports, 'table' | 'clock' | 'log'>,
  deadLetters: Record<QueueName | 'exports', DeadLetterQueue>,
): Promise<number> {
  const until = ports.clock() + readMilliseconds;
  const unread = await Promise.all(
    ([...queueNames, 'exports'] as const).map(async (queue) => {
      try {
        const recorded = await recordGivenUp(ports, queue, deadLetters[queue], until);
        if (recorded > 0)
          ports.log.warn('sweep: SQS gave up on messages; it is recorded', { queue, recorded });
        return 0;
      } catch (error) {
        ports.log.error('sweep: could not read a dead-letter queue', { queue, error: describeError(error) });
        return 1;
      }
    }),
  );
  return unread.reduce<number>((sum, one) => sum + one, 0);
}
