import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { ServiceFault, TransientFault } from '../../../../core/errors.ts';
import { LostRace } from '../../../../core/protocol/reconcile.ts';
import { eachMessage, Postponed } from '../../../../core/protocol/stage.ts';

const log = { info() {}, warn() {}, error() {} };
const records = (...bodies: string[]) =>
  ({ Records: bodies.map((body, i) => ({ messageId: `${i}`, body })) }) as unknown as SQSEvent;

/** A stage whose handler throws these errors, by the body of the message. */
const throwing = (errors: Record<string, Error>, concurrency?: number) =>
  eachMessage(
    'test',
    log,
    async (body) => {
      const error = errors[body];
      if (error !== undefined) throw error;
    },
    concurrency,
  );

it('postpones a message that lost its races, each for a time of its own', async () => {
  const bodies = Array.from({ length: 40 }, () => 'lost');
  const { batchItemFailures } = await throwing({ lost: new LostRace('others were faster') })(
    records(...bodies),
  );
  const delays = batchItemFailures.map(({ postponeSeconds = 0 }) => postponeSeconds);
  expect(delays).toHaveLength(40);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(5);
  expect(Math.max(...delays)).toBeLessThanOrEqual(60);
  expect(new Set(delays).size).toBeGreaterThan(15);
});

it('postpones a message by a minute at most where a service is at fault', async () => {
  const fault = new Error('while writing', { cause: new ServiceFault('throttled') });
  const { batchItemFailures } = await throwing({ fault })(records('fine', 'fault'));
  expect(batchItemFailures).toMatchObject([{ itemIdentifier: '1' }]);
  const seconds = batchItemFailures[0]?.postponeSeconds ?? 0;
  expect(seconds).toBeGreaterThanOrEqual(30);
  expect(seconds).toBeLessThanOrEqual(60);
});

it('postpones a message for as long as its handler asks', async () => {
  const { batchItemFailures } = await throwing({ later: new Postponed(7, 'somebody else is at work') })(
    records('later'),
  );
  expect(batchItemFailures).toEqual([
    { itemIdentifier: '0', error: 'Postponed: somebody else is at work', postponeSeconds: 7 },
  ]);
});

it('fails a message for any other error', async () => {
  const { batchItemFailures } = await throwing({ faulty: new TransientFault('gone') })(
    records('faulty', 'fine'),
  );
  expect(batchItemFailures).toEqual([{ itemIdentifier: '0', error: 'TransientFault: gone' }]);
});

it('handles as many messages at once as it is told', async () => {
  let [running, most] = [0, 0];
  const handle = async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  };
  await eachMessage('test', log, handle, 3)(records(...Array.from({ length: 20 }, () => 'one')));
  expect(most).toBe(3);
});
