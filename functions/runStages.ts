/**
 * Runs all stages in this process, one after the other, until no work is queued: for a rebuild and for an
 * erasure.
 */

import type { Queue } from '../core/ports/queue.ts';
import type { Ports } from '../core/protocol/ports.ts';
import type { Stage } from '../core/protocol/stage.ts';
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
      const stage = stages[facts[name].consumer]({ ...ports, thresholds: unhurried, queues });
      if (await handleAll(name, memory[name], stage, postponed)) worked = true;
    }
  }
}

/**
 * Handles messages until the queue is empty.
 *
 * @param postponed how often each message was
 * @returns whether there were any
 * @throws if the stage fails
 */
async function handleAll(
  name: QueueName,
  queue: MemoryQueue,
  stage: Stage,
  postponed: Map<string, number>,
): Promise<boolean> {
  const take = () => queue.take(batchSize);
  let worked = false;
  for (let records = take(); records.length > 0; records = take()) {
    worked = true;
    const { batchItemFailures } = await stage({ Records: records });
    const bodies = new Map(records.map(({ messageId, body }) => [messageId, body]));
    for (const { itemIdentifier, postponeSeconds } of batchItemFailures) {
      const body = bodies.get(itemIdentifier) ?? '';
      const times = (postponed.get(body) ?? 0) + 1;
      if (postponeSeconds === undefined || times > mostPostponements)
        throw new Error(`${facts[name].consumer} failed`);
      postponed.set(body, times);
      await queue.send([body]);
    }
  }
  return worked;
}
