/** GET /v1/health */
import * as z from 'zod';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Queue } from '../../core/ports/queue.ts';
import type { CodeVersions } from '../../core/protocol/ports.ts';
import {
  type MadeBy,
  readSweepState,
  type SweepPassState,
  sweepParts,
} from '../../core/records/sweepState.ts';
import { countOutdated } from '../../core/reprocessing/outdated.ts';
import { versionsOf } from '../../core/reprocessing/reprocessing.ts';
import type { QueueDepths, RecordsDependencies } from '../dependencies.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const queueDepth = z.object({
  /** Messages that wait or are being handled: 0 when all work is done. */
  pending: z.number().int().nonnegative(),
  /** Messages that were given up on. */
  dead: z.number().int().nonnegative(),
});

const healthSchema = queueDepth.extend({
  /** `starting`: the sweep at the start has not ended, so records may not match the bucket yet. */
  status: z.enum(['ok', 'starting']),
  queues: z.record(z.string(), queueDepth),
  /** The pass of the sweep that is in progress: its part, and what it has met so far. */
  sweep: z
    .object({ part: z.enum(sweepParts), documents: z.number().int(), searchRows: z.number().int() })
    .optional(),
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
  async (c, _params, { health, table, codeVersions }: RecordsDependencies) => {
    const [{ starting, pending, dead, queues }, state] = await Promise.all([health(), readSweepState(table)]);
    const answer = {
      status: starting ? ('starting' as const) : ('ok' as const),
      // Whether work is left is not known before the sweep at the start has ended: that counts as some.
      pending: starting ? pending + 1 : pending,
      dead,
      queues,
      sweep: state?.pass && sweepOf(state.pass),
      outdated: state?.made && outdatedOf(state.made, versionsOf({ codeVersions })),
    };
    return jsonResponse(c, healthSchema, omitUndefined(answer), { noStore: true });
  },
);

function sweepOf({ place: { part }, documents, searchRows }: SweepPassState) {
  return { part, documents, searchRows };
}

function outdatedOf(made: MadeBy, own: CodeVersions) {
  const { documents, files } = countOutdated(made, own);
  return { documents, files };
}

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
