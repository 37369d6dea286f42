/** Many executions store one document at the same time. */
import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { Random } from '../../../../core/random.ts';
import { keys } from '../../../../core/records/keys.ts';
import { extract } from '../../../../functions/extract/extract.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { storeStage } from '../../../../functions/store/store.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts, memoryQueues } from '../../../memoryPorts.ts';

it('none of 80 at once fails; those that lose ten races come again later', async () => {
  const clock = () => Date.parse('2026-01-01T12:00:00Z');
  const table = new MemoryTable();
  const random = new Random(3);
  const normalized = new MemoryQueue();
  const ports: Ports = {
    ...memoryPorts(clock),
    table,
    annotate: annotator(),
    queues: {
      ...memoryQueues(),
      normalized,
    },
  };
  await ports.inbox.put(
    'a.txt',
    'Storm closes harbour\n\nThe storm closed the harbour in Lerwick on Monday.',
  );
  await normalize(ports, 'a.txt');
  const body = normalized.take(1)[0]?.body ?? '';
  const { doc } = JSON.parse(body);
  await extract(ports, doc);

  const slow = new Proxy(table, {
    get: (target, method) => {
      const real = Reflect.get(target, method, target) as (...args: unknown[]) => Promise<unknown>;
      if (typeof real !== 'function') return real;
      return async (...args: unknown[]) => {
        for (let turns = random.below(6); turns >= 0; turns--) await new Promise(setImmediate);
        return real.apply(target, args);
      };
    },
  });
  const handle = (messageId: string, text: string, on = slow) =>
    storeStage({ ...ports, table: on })({ Records: [{ messageId, body: text }] } as unknown as SQSEvent);
  const answers = await Promise.all(Array.from({ length: 80 }, (_, i) => handle(`${i}`, body)));
  const unfinished = answers.flatMap(({ batchItemFailures }) => batchItemFailures);
  expect(unfinished.length).toBeGreaterThan(0);
  expect(unfinished.filter(({ postponeSeconds }) => postponeSeconds === undefined)).toEqual([]);
  await handle('later', body, table);
  const meta = await table.get(keys.document(doc));
  expect(meta?.settled).toBe(meta?.token);
});
