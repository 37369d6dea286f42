import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { TransientFault } from '../../../../core/errors.ts';
import { LostRace } from '../../../../core/protocol/reconcile.ts';
import { eachMessage } from '../../../../core/protocol/stage.ts';

const log = { info() {}, warn() {}, error() {} };

/** A stage that loses the race for messages with the body `lost`, and the messages that it sends. */
function losingStage(send?: () => Promise<void>) {
  const sent: { body: string; delay: number }[] = [];
  const own = {
    send: async (bodies: readonly string[], options?: { delaySeconds?: number }) => {
      await send?.();
      sent.push(...bodies.map((body) => ({ body, delay: options?.delaySeconds ?? 0 })));
    },
    depth: async () => ({ pending: 0, dead: 0 }),
  };
  const handle = async (body: string) => {
    if (body === 'lost') throw new LostRace('others were faster');
    if (body === 'faulty') throw new TransientFault('throttled');
  };
  const records = (...bodies: string[]) =>
    ({ Records: bodies.map((body, i) => ({ messageId: `${i}`, body })) }) as unknown as SQSEvent;
  const run = (stage: ReturnType<typeof eachMessage>, ...bodies: string[]) => stage(records(...bodies));
  return { sent, own, handle, run };
}

it('a message that lost its races is acknowledged, and sent again with a delay of its own', async () => {
  const { sent, own, handle, run } = losingStage();
  const bodies = Array.from({ length: 40 }, () => 'lost');
  expect(await run(eachMessage('test', log, handle, own), ...bodies)).toEqual({ batchItemFailures: [] });
  expect(sent.map(({ body }) => body)).toEqual(bodies);
  const delays = sent.map(({ delay }) => delay);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...delays)).toBeLessThanOrEqual(60);
  expect(new Set(delays).size).toBeGreaterThan(15);
});

it('any other fault fails its message, as does a lost race whose message cannot be sent again', async () => {
  const { sent, own, handle, run } = losingStage();
  const { batchItemFailures } = await run(eachMessage('test', log, handle, own), 'faulty', 'fine');
  expect(batchItemFailures).toEqual([{ itemIdentifier: '0', error: 'TransientFault: throttled' }]);
  expect(sent).toEqual([]);
  const failing = losingStage(async () => {
    throw new Error('no queue');
  });
  const stage = eachMessage('test', log, failing.handle, failing.own);
  expect((await failing.run(stage, 'fine', 'lost')).batchItemFailures).toEqual([
    { itemIdentifier: '1', error: 'Error: no queue' },
  ]);
  expect((await run(eachMessage('test', log, handle), 'lost')).batchItemFailures).toHaveLength(1);
});
