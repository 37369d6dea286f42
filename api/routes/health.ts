/** GET /v1/health */
import * as z from 'zod';
import type { Queue } from '../../core/ports/queue.ts';
import type { RecordsDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { route } from '../http/route.ts';

const depth = z.object({
  /** Hints that wait or are in hand: 0 when all is done. */
  pending: z.number().int().nonnegative(),
  /** Messages that were given up on. */
  dead: z.number().int().nonnegative(),
});

export const health = depth.extend({ status: z.literal('ok'), queues: z.record(z.string(), depth) });

/** What the runtime knows of its queues. */
export type Depth = Omit<z.infer<typeof health>, 'status'>;

export const healthRoute = route(
  {
    path: '/v1/health',
    summary: 'How much is not done yet.',
    parameters: {},
    answers: { [json]: health },
  },
  async (c, _asked, { health: ask }: RecordsDeps) => {
    const { pending, dead, queues } = await ask();
    return answer(c, health, { status: 'ok', pending, dead, queues }, { noStore: true });
  },
);

/** The depth of all queues, and their sum. */
export async function depthOf(queues: Record<string, Pick<Queue, 'depth'>>): Promise<Depth> {
  const depths = await Promise.all(
    Object.entries(queues).map(async ([name, queue]) => [name, await queue.depth()] as const),
  );
  return {
    pending: depths.reduce((sum, [, { pending }]) => sum + pending, 0),
    dead: depths.reduce((sum, [, { dead }]) => sum + dead, 0),
    queues: Object.fromEntries(depths),
  };
}
