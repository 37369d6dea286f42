/** A search row may wait if readers find it by the log of changes; that of a removed document never does. */
import { expect, it } from 'vitest';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { stages } from '../../../../functions/stages.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const clock = () => Date.parse('2026-01-01T12:04:00Z');

it.each([
  ['once index has seen it', undefined, 0],
  ['in its queue if few documents come', { rows: 64, roundSeconds: 720, rounds: 7 }, 1],
])('a logged change may wait %s; what is as it was, or gone, may not', async (_, searchWait, rounds) => {
  const [uploads, normalized, extracted] = [new MemoryQueue(), new MemoryQueue(), new MemoryQueue()];
  const waited: unknown[] = [];
  const inbox = new MemoryObjects(clock);
  const ports: Ports = {
    ...memoryPorts(clock),
    inbox,
    annotate: annotator(),
    ...(searchWait && { searchWait }),
    queues: {
      ...{ uploads, normalized, extracted },
      touched: {
        send: async (bodies) => {
          for (const body of bodies)
            if (body.includes('search/1')) waited.push(JSON.parse(body).waited ?? 'may not');
        },
        depth: async () => ({ pending: 0, dead: 0 }),
      },
    },
  };
  const handle = async () => {
    await enqueueKeys(uploads, ['a.txt']);
    await stages.normalize(ports)({ Records: uploads.take(10) });
    await stages.extract(ports)({ Records: normalized.take(10) });
    const stored = extracted.take(10);
    await stages.store(ports)({ Records: stored });
    return stored;
  };
  await inbox.put('a.txt', 'Storm\n\nLondon, 3 May 2021. Antony Blinken met the mayor on Monday.');
  const again = await handle();
  await stages.store(ports)({ Records: again });
  await inbox.put('a.txt', 'Storm\n\nLondon, 3 May 2021. Antony Blinken met nobody on Monday.');
  await handle();
  await inbox.delete('a.txt');
  await handle();
  expect(waited).toEqual([rounds, 'may not', rounds, 'may not']);
});
