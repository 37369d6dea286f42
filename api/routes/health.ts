/** GET /v1/health */
import * as z from 'zod';
import type { Queue } from '../../core/ports/queue.ts';
import type { QueueDepths, RecordsDeps } from '../deps.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const queueDepth = z.object({
  /** Messages that wait or are being handled: 0 when all work is done. */
  pending: z.number().int().nonnegative(),
  /** Messages that were given up on. */
  dead: z.number().int().nonnegative(),
});

const healthSchema = queueDepth.extend({
  status: z.literal('ok'),
  queues: z.record(z.string(), queueDepth),
});

export const healthRoute = route(
  {
    path: '/v1/health',
    summary: 'How much work is left to do.',
    parameters: {},
    responses: { [jsonMediaType]: healthSchema },
  },
  async (c, _params, { health }: RecordsDeps) => {
    const { pending, dead, queues } = await health();
    return jsonResponse(c, healthSchema, { status: 'ok', pending, dead, queues }, { noStore: true });
  },
);

/** The depths of all queues, and their sums. */
export async function readQueueDepths(queues: Record<string, Pick<Queue, 'depth'>>): Promise<QueueDepths> {
  const depths = await Promise.all(
    Object.entries(queues).map(async ([name, queue]) => [name, await queue.depth()] as const),
  );
  return {
    pending: depths.reduce((sum, [, { pending }]) => sum + pending, 0),
    dead: depths.reduce((sum, [, { dead }]) => sum + dead, 0),
    queues: Object.fromEntries(depths),
  };
}
