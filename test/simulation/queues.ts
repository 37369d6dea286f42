/** All queues of a simulated cloud, and which of them is served next. */
import { type QueueName, queueNames } from '../../core/protocol/topology.ts';
import type { Random } from '../../core/random.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { mostInvocations } from '../recursion.ts';
import type { FaultProfile } from './faultProfile.ts';
import { SimulatedQueue } from './queue.ts';

export type Queues = Record<QueueName, SimulatedQueue>;

export function makeQueues(random: Random, clock: () => number, profile: FaultProfile): Queues {
  const faults = { twice: 0.1, late: 0.05, half: 0.01, lost: profile.lossy ? 0.02 : 0 };
  return forEachQueue(() => {
    const made = new SimulatedQueue(random, clock);
    made.faults = profile.badQueues ? faults : { ...faults, twice: 0, late: 0, half: 0 };
    return made;
  });
}

/** When the next messages are received, if an execution is free for them. */
export function nextReception(queues: Queues): number {
  let next = Number.POSITIVE_INFINITY;
  for (const name of queueNames) next = Math.min(next, queues[name].nextReception);
  return next;
}

/** The visible message that is received first, and its queue. */
export function firstMessage(queues: Queues): { name: QueueName; body: string } | undefined {
  const visible = queueNames.flatMap((name) => {
    const { first } = queues[name];
    return first === undefined ? [] : { name, ...first };
  });
  return visible.sort((a, b) => a.rank - b.rank)[0];
}

/** Lambda would cut a chain at 16 invocations of one function. */
export function longChains(queues: Queues): string[] {
  return queueNames.flatMap((name) => {
    const { longestChain } = queues[name];
    return longestChain > mostInvocations / 2
      ? `a chain of messages of ${name} invoked one function ${longestChain} times`
      : [];
  });
}
