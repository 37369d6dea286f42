/** What SQS gave up on is recorded before a sweep, queue by queue. */
import { expect, it } from 'vitest';
import type { DeadLetterQueue, DeadMessage } from '../../../../core/ports/deadLetterQueue.ts';
import { queueNames } from '../../../../core/protocol/topology.ts';
import { recordAllGivenUp } from '../../../../functions/sweep/givenUp.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

it('counts the queues that it could not read, and reads the others for half a minute', async () => {
  let now = 1_700_000_000_000;
  const lines: string[] = [];
  const note = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const log = { info: note('info'), warn: note('warn'), error: note('error') };
  let receives = 0;
  const empty: DeadLetterQueue = { receive: async () => [], replace: async () => {} };
  const broken: DeadLetterQueue = { ...empty, receive: () => Promise.reject(new Error('denied')) };
  /** Never ends, and takes ten seconds for each answer. */
  const full: DeadLetterQueue = {
    ...empty,
    receive: async () => {
      receives++;
      now += 10_000;
      return [{ body: '{}', receives: 3, moved: true } as DeadMessage];
    },
  };
  const all = Object.fromEntries([...queueNames, 'exports'].map((name) => [name, empty]));
  const queues = { ...all, uploads: full, touched: broken } as Record<
    keyof typeof all | 'exports',
    DeadLetterQueue
  >;
  const ports = { table: new MemoryTable(), clock: () => now, log };
  expect(await recordAllGivenUp(ports, queues as Parameters<typeof recordAllGivenUp>[1])).toBe(1);
  expect(receives).toBe(3);
  expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['error', 'warn']);
  lines.length = 0;
  const read = new Set<string>();
  for (const name of Object.keys(all))
    all[name] = {
      ...empty,
      receive: async () => {
        read.add(name);
        return [];
      },
    };
  expect(await recordAllGivenUp(ports, { ...all } as Parameters<typeof recordAllGivenUp>[1])).toBe(0);
  expect(lines).toEqual([]);
  expect([...read].sort()).toEqual([...queueNames, 'exports'].sort());
});
