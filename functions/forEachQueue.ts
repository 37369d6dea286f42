import { type QueueName, queueNames } from '../core/protocol/topology.ts';

/** Something for each queue, by its name. */
export function forEachQueue<T>(make: (name: QueueName) => T): Record<QueueName, T> {
  return Object.fromEntries(queueNames.map((name) => [name, make(name)])) as Record<QueueName, T>;
}
