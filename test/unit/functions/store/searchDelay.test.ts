/** Search rows may wait for a round, those of removed documents never. */
import { expect, it } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { stages } from '../../../../functions/stages.ts';
import { storeStage } from '../../../../functions/store/store.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const clock = () => Date.parse('2026-01-01T12:04:00Z');

it('search rows wait for the next round, those of removed documents do not', async () => {
  const [uploads, normalized, extracted] = [new MemoryQueue(), new MemoryQueue(), new MemoryQueue()];
  const delays: (number | undefined)[] = [];
  const inbox = new MemoryObjects(clock);
  const ports: Ports = {
    inbox,
    archive: new MemoryObjects(clock),
    table: new MemoryTable(),
    search: new MemorySearch(),
    read: readObject,
    annotate: annotator(),
    clock,
    log: { info() {}, warn() {}, error() {} },
    queues: {
      ...{ uploads, normalized, extracted },
      touched: {
        send: async (bodies, options) => {
          if (bodies.some((body) => body.includes('search/1'))) delays.push(options?.delaySeconds);
        },
        depth: async () => ({ pending: 0, dead: 0 }),
      },
    },
  };
  const handle = async (searchDelaySeconds: number) => {
    await enqueueKeys(uploads, ['a.txt']);
    await stages.normalize(ports)({ Records: uploads.take(10) });
    await stages.extract(ports)({ Records: normalized.take(10) });
    await storeStage({ ...ports, searchDelaySeconds })({ Records: extracted.take(10) });
  };
  await inbox.put('a.txt', 'Storm\n\nLondon, 3 May 2021. Antony Blinken met the mayor on Monday.');
  await handle(900);
  await inbox.put('a.txt', 'Storm\n\nLondon, 3 May 2021. Antony Blinken met nobody on Monday.');
  await handle(0);
  await inbox.delete('a.txt');
  await handle(900);
  expect(delays).toEqual([11 * 60, 0, 0]);
});
