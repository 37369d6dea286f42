/**
 * Runs all stages in this process, one after the other, until no work is queued: for a rebuild and for an
 * erasure.
 */

import type { Queue } from '../core/ports/queue.ts';
import type { Ports } from '../core/protocol/ports.ts';
import { thresholds } from '../core/protocol/thresholds.ts';
import { queues as facts, type QueueName, queueNames } from '../core/protocol/topology.ts';
import { MemoryQueue } from '../runtime/memory/queue.ts';
import { forEachQueue } from './forEachQueue.ts';
import { stages } from './stages.ts';

const batchSize = 500;
/** How often a message may be postponed. Nothing else works here; others may be at work in the same table. */
const mostPostponements = 8;

type Queues = Record<QueueName, Queue>;

export interface RunStagesOptions {
  /** When the messages count as sent, milliseconds since 1970. */
  sent?: number;
  /** Called with the messages that a stage is about to send, which are lost if this process dies. */
  beforeSend?: (bodies: readonly string[]) => Promise<void>;
}

/**
 * What is sent with a delay is handled at once.
 *
 * @param begin sends the first messages
 * @throws if a stage fails; `log` has the cause
 */
export async function runStages(
  ports: Omit<Ports, 'queues'>,
  begin: (queues: Queues) => Promise<void>,
  { sent = 0, beforeSend = async () => {} }: RunStagesOptions = {},
): Promise<void> {
  const memory = forEachQueue(() => new MemoryQueue(sent));
  const queues = forEachQueue(
    (name): Queue => ({
      send: async (bodies) => {
        await beforeSend(bodies);
        await memory[name].send(bodies);
      },
      depth: () => memory[name].depth(),
    }),
  );
  await begin(memory);
  // No time limit ends this process.
  const unhurried = { ...(ports.thresholds ?? thresholds), deadlineMilliseconds: Number.POSITIVE_INFINITY };
  const postponed = new Map<string, number>();
  // The queues are in the order of the stages. `index` alone sends to an earlier one: documents whose lone
  // names go elsewhere now.
  for (let worked = true; worked; ) {
    worked = false;
    for (const name of queueNames) {
      const { consumer } = facts[name];
      const stage = stages[consumer]({ ...ports, thresholds: unhurried, queues });
      const take = () => memory[name].take(batchSize);
      for (let records = take(); records.length > 0; records = take()) {
        worked = true;
        const { batchItemFailures } = await stage({ Records: records });
        const unfinished = new Map(batchItemFailures.map((each) => [each.itemIdentifier, each]));
        for (const { messageId, body } of records) {
          const failure = unfinished.get(messageId);
          if (failure === undefined) continue;
          const times = (postponed.get(body) ?? 0) + 1;
          if (failure.postponeSeconds === undefined || times > mostPostponements)
            throw new Error(`${consumer} failed`);
          postponed.set(body, times);
          await memory[name].send([body]);
        }
      }
    }
  }
}
