/** What belongs to the machine of one execution: its clock, and how its client divides batches. */
import type { Ports } from '../../core/protocol/ports.ts';
import type { Random } from '../../core/random.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { skewMilliseconds } from './faultProfile.ts';
import { withTable } from './switch.ts';

/** A clock that differs from the true time, now by this much, now by that. */
export function wrongClock(random: Random, now: () => number): () => number {
  const draw = () => random.below(2 * skewMilliseconds) - skewMilliseconds;
  let skew = draw();
  return () => {
    if (random.chance(0.03)) skew = draw();
    return now() + skew;
  };
}

/**
 * Each batch goes in two parts. Between them anything may happen: other executions write, and this one may
 * die with half of it done. DynamoDB leaves keys unread, SQS takes ten messages at once, and the search table
 * has a part for each month.
 */
export function inParts(ports: Ports, random: Random): Ports {
  async function halves<T, R>(items: readonly T[], call: (some: readonly T[]) => Promise<R[]>): Promise<R[]> {
    if (items.length < 2) return call(items);
    const cut = 1 + random.below(items.length - 1);
    return [...(await call(items.slice(0, cut))), ...(await call(items.slice(cut)))];
  }
  const { search } = ports;
  const queues = forEachQueue((name) => {
    const queue = ports.queues[name];
    const send: typeof queue.send = async (bodies, options) => {
      await halves(bodies, async (some) => {
        await queue.send(some, options);
        return [];
      });
    };
    return { depth: () => queue.depth(), send };
  });
  return {
    ...withTable(ports, (table) => ({ batchGet: (keys) => halves(keys, (some) => table.batchGet(some)) })),
    queues,
    search: Object.assign(Object.create(search) as typeof search, {
      merge: async (rows: Parameters<typeof search.merge>[0]) => [
        ...new Set(await halves(rows, async (some) => [...(await search.merge(some))])),
      ],
    }),
  };
}
