/** The messages of a portion are spread over the time until the next one, a hundred with each delay. */
import { expect, it } from 'vitest';
import { claim as claimRow } from '../../../../core/records/claim.ts';
import { keys } from '../../../../core/records/keys.ts';
import { continueReprocessing, startReprocessing } from '../../../../functions/sweep/reprocess.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog } from '../../../silentLog.ts';

/** How many names were sent with each delay, of so many files that an earlier reader has read. */
async function delaysOf(files: number, most: number): Promise<[delay: number | undefined, names: number][]> {
  const [inbox, table] = [new MemoryObjects(() => 0), new MemoryTable()];
  for (let i = 0; i < files; i++) {
    const key = `${i}.txt`;
    await inbox.put(key, 'A text.');
    const applied = { digest: '', truth: '', reader: 'read-1' };
    const row = { ...keys.claim(key), key, token: 1, settled: 1, applied, documents: 1 };
    claimRow.parse(row);
    await table.put(row);
  }
  const sent: [number | undefined, number][] = [];
  const queue = {
    depth: async () => ({ pending: 0, dead: 0 }),
    send: async (bodies: readonly string[], options?: { delaySeconds?: number }) => {
      if (bodies.length > 0) sent.push([options?.delaySeconds, bodies.length]);
    },
  };
  const ports = {
    ...{ inbox, table, clock: () => 0, codeVersions: { model: 'tagger-1', reader: 'read-2' } },
    ...{ queues: { uploads: queue, normalized: queue, extracted: queue, touched: queue } },
    log: silentLog,
  };
  await startReprocessing(ports);
  await continueReprocessing(ports, { most, seconds: 900, walkSeconds: 3600 });
  return sent;
}

it('by how many are before them, of as many as a portion has', async () => {
  expect(await delaysOf(250, 500)).toEqual([
    [0, 100],
    [180, 100],
    [360, 50],
  ]);
});

it('and not beyond that time, if a page has more than a portion', async () => {
  expect(await delaysOf(350, 150)).toEqual([
    [0, 100],
    [600, 100],
    [900, 100],
    [900, 50],
  ]);
});
