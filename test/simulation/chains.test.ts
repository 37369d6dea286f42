/**
 * Lambda cuts a chain of messages that keeps invoking one function, unless it may loop. Dateline's must stay
 * far below.
 */
import { expect, it } from 'vitest';
import { queueNames, queues } from '../../core/protocol/topology.ts';
import { Random } from '../../core/random.ts';
import { functionRecord } from '../../functions/functions.ts';
import { type Chain, extendChain, mostInvocations } from '../recursion.ts';
import { SimulatedQueue } from './queue.ts';

it('a function that sends to its own queue is stopped at the seventeenth invocation', async () => {
  const queue = new SimulatedQueue(new Random(1), () => 1e9);
  await queue.send(['again']);
  let invocations = 0;
  for (;;) {
    // The clock stands still: what was sent is visible at once.
    for (const { messageId } of queue.all()) queue.showAgain(messageId, 0);
    const [record] = queue.receive(1, 0);
    if (record === undefined) break;
    invocations++;
    const chain = extendChain(queue.chainsOf([record]), 'extract');
    queue.acknowledge(record.messageId);
    await queue.inChain(chain).send(['again']);
    expect(queue.longestChain).toBe(invocations);
  }
  expect(invocations).toBe(mostInvocations);
  expect(queue.dead).toEqual(['again']);
});

it('a message that one of a batch causes may be caused by any of them', () => {
  const chains: Chain[] = [new Map([['extract', 3]]), new Map([['normalize', 1]]), new Map()];
  expect([...extendChain(chains, 'extract')]).toEqual([
    ['extract', 4],
    ['normalize', 1],
  ]);
});

it.each(queueNames)(
  'the consumer of %s sends nothing to it, directly or through others, or may loop',
  (queue) => {
    const { consumer } = queues[queue];
    const reached = new Set<string>();
    const follow = (name: (typeof queues)[typeof queue]['consumer']) => {
      for (const next of functionRecord(name).needs.queues ?? []) {
        if (reached.has(next)) continue;
        reached.add(next);
        follow(queues[next].consumer);
      }
    };
    follow(consumer);
    expect(reached.has(queue)).toBe(functionRecord(consumer).loops === true);
  },
);
