/** The stages at work in this process, one after the other, until no hint is left: for a rebuild in memory, and for an erasure. */

import type { Queue } from '../core/ports/queue.ts';
import type { Ports } from '../core/protocol/ports.ts';
import { queues as facts, type QueueName, queueNames } from '../core/protocol/topology.ts';
import { MemoryQueue } from '../runtime/memory/queue.ts';
import { stages } from './stages.ts';

const batch = 500;

/**
 * @param begin sends the first hints
 * @param later takes what a stage wants to look at only after a while
 * @param sent when the hints count as sent, milliseconds since 1970
 * @throws where a stage fails; `log` has the cause
 */
export async function runStages(
  ports: Omit<Ports, 'queues'>,
  begin: (queues: Record<QueueName, Queue>) => Promise<void>,
  { later, sent = 0 }: { later?: Record<QueueName, Queue>; sent?: number } = {},
): Promise<void> {
  const own = Object.fromEntries(queueNames.map((name) => [name, new MemoryQueue(sent)])) as Record<
    QueueName,
    MemoryQueue
  >;
  const queueOf = (name: QueueName): Queue => ({
    send: (bodies, options) =>
      (options?.delaySeconds ? (later?.[name] ?? own[name]) : own[name]).send(bodies, options),
    depth: () => own[name].depth(),
  });
  const queues = Object.fromEntries(queueNames.map((name) => [name, queueOf(name)])) as Record<
    QueueName,
    Queue
  >;
  await begin(queues);
  for (const name of queueNames) {
    const { consumer } = facts[name];
    const stage = stages[consumer]({ ...ports, queues });
    for (let records = own[name].take(batch); records.length > 0; records = own[name].take(batch)) {
      const { batchItemFailures } = await stage({ Records: records });
      if (batchItemFailures.length > 0) throw new Error(`${consumer} failed`);
    }
  }
}
