/** GET /v1/health */
import * as z from 'zod';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { readOutdated } from '../../core/reprocessing/outdated.ts';
import { versionsOf } from '../../core/reprocessing/reprocessing.ts';
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
  /**
   * How many documents an earlier model annotated, and how many files an earlier reader read, by the last
   * pass of the sweep; absent until one has ended.
   */
  outdated: z.object({ documents: z.number().int(), files: z.number().int() }).optional(),
});

export const healthRoute = route(
  {
    path: '/v1/health',
    summary: 'How much work is left to do.',
    parameters: {},
    responses: { [jsonMediaType]: healthSchema },
  },
  async (c, _params, { health, table }: RecordsDeps) => {
    const own = versionsOf({});
    const [{ pending, dead, queues }, found] = await Promise.all([health(), readOutdated(table, own)]);
    const outdated = found && { documents: found.documents, files: found.files };
    const answer = omitUndefined({ status: 'ok' as const, pending, dead, queues, outdated });
    return jsonResponse(c, healthSchema, answer, { noStore: true });
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
